package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a connection: what is queued leaves, then the close frame, and all of it in time. */
final class DrainTest {

  private static final Duration NANO = Duration.ofNanos(1);

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void closesAtOnceWhenNothingIsQueued() {
    rig.bringUp();
    rig.shutDown(Duration.ofSeconds(4));
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSING);
    assertThat(rig.link().wire()).containsExactly("close 1000 shutdown");

    rig.link().closeByGateway(1000, "");
    rig.run();

    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.link().wasAborted()).isFalse();
  }

  @Test
  void queuedMessagesLeaveBeforeTheCloseFrame() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.send("two");

    rig.shutDown(Duration.ofSeconds(4));
    rig.passSeconds(1);
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.link().unwritten()).isEmpty();

    rig.link().becomeWritable();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text one", "text two", "close 1000 shutdown");
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSING);

    rig.link().closeByGateway(1000, "");
    rig.run();
    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.log().take(Level.WARN)).isEmpty();
  }

  @Test
  void messagesOnTheirWayAreWaitedForToo() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    assertThat(rig.link().unwritten()).containsExactly("text one");

    rig.shutDown(Duration.ofSeconds(4));
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTED);

    rig.link().releaseWrites();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text one", "close 1000 shutdown");
    rig.link().closeByGateway(1000, "");
    rig.run();
    assertStopped(StopReason.AS_ASKED);
  }

  @Test
  void drainsForHalfOfTheTimeAtMostAndSaysWhatWasNotSent() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.send("two");
    rig.shutDown(Duration.ofSeconds(3));

    rig.pass(Duration.ofMillis(1500).minus(NANO));
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTED);
    rig.pass(NANO);
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSING);
    assertThat(rig.link().wire()).containsExactly("close 1000 shutdown");
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Stopped with 2 accepted messages not sent");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 500, 2_000, 3_000, 3_999})
  void isGoneInTimeThoughNothingCanBeSentAndNobodyAnswers(long withinMillis) {
    Duration within = Duration.ofMillis(withinMillis);
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(within);

    rig.pass(within.minus(NANO));
    assertThat(rig.link().isAlive()).isTrue();
    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
    assertStopped(StopReason.FORCED);
  }

  @Test
  void givesTheGatewayNoMoreThanTheCloseTimeoutHoweverMuchTimeThereIs() {
    rig.bringUp();
    rig.shutDown(Duration.ofMinutes(1));

    rig.pass(Duration.ofSeconds(2).minus(NANO));
    assertThat(rig.link().isAlive()).isTrue();
    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
    assertStopped(StopReason.FORCED);
  }

  @Test
  void aLinkLostWhileDrainingIsNotReplaced() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(4));

    rig.lose();

    assertStopped(StopReason.AS_ASKED);
    rig.passSeconds(600);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  /** The wish to reconnect is in the queue when the loss is read: the shutdown was asked first. */
  @Test
  void aLinkLostWhileDrainingIsNotReplacedByAWishToReconnectEither() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(4));

    rig.link().lose();
    rig.connection().reconnectNow();
    rig.run();

    assertThat(rig.connection().status().attempt()).isEqualTo(1);
    assertStopped(StopReason.AS_ASKED);
  }

  @Test
  void aHeartbeatThatTimesOutWhileDrainingEndsIt() {
    rig.policy(
        policy ->
            policy.heartbeat(
                new dev.holdfast.domain.heartbeat.HeartbeatPolicy(
                    true, Duration.ofSeconds(1), Duration.ofSeconds(1))));
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(60));

    rig.passSeconds(2);

    assertThat(rig.link().wasAborted()).isTrue();
    assertStopped(StopReason.AS_ASKED);
    rig.passSeconds(600);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void aRotationDueWhileDrainingBecomesTheEnd() {
    rig.policy(
        policy ->
            policy
                .stableAfter(Duration.ofSeconds(1))
                .maxLifetime(Optional.of(Duration.ofSeconds(10))));
    rig.random().choose(0);
    rig.bringUp();
    rig.passSeconds(9);
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(8));

    rig.passSeconds(1);
    assertThat(rig.link().wire()).containsExactly("close 1000 planned rotation");
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertStopped(StopReason.AS_ASKED);
    rig.passSeconds(600);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void stopsAtOnceWhileConnecting() {
    rig.connect();
    rig.shutDown(Duration.ofSeconds(4));

    assertThat(rig.link().wasAborted()).isTrue();
    assertStopped(StopReason.AS_ASKED);
  }

  @Test
  void stopsAtOnceWhileWaitingForTheNextAttempt() {
    rig.bringUp();
    rig.lose();
    assertThat(rig.loop().pendingTimers()).containsExactly(Duration.ofMillis(2400));

    rig.shutDown(Duration.ofSeconds(4));

    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.loop().pendingTimers()).isEmpty();
  }

  @Test
  void closesInGoodOrderDuringTheLogin() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.send("not before the login");
    rig.accept();

    rig.shutDown(Duration.ofSeconds(4));

    assertThat(rig.link().wire())
        .containsExactly("text " + ScriptedProtocol.LOGIN, "close 1000 shutdown");
    rig.link().closeByGateway(1000, "");
    rig.run();
    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Stopped with 1 accepted messages not sent");
  }

  @Test
  void aSecondCallCanHastenTheEnd() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.disconnect(Duration.ofSeconds(60));
    rig.passSeconds(1);

    rig.shutDown(Duration.ofSeconds(1));
    rig.pass(Duration.ofSeconds(1).minus(NANO));
    assertThat(rig.link().isAlive()).isTrue();
    rig.pass(NANO);

    assertStopped(StopReason.FORCED);
  }

  @Test
  void aSecondCallCannotPutTheEndOff() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.disconnect(Duration.ofSeconds(2));
    rig.passSeconds(1);

    rig.shutDown(Duration.ofSeconds(60));
    rig.passSeconds(1);

    assertThat(rig.link().isAlive()).isFalse();
    assertStopped(StopReason.FORCED);
  }

  /** What is not read cannot answer our close frame, so a full sink must not keep us from it. */
  @Test
  void closesInGoodOrderThoughTheSinkIsFull() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");
    assertThat(rig.link().isPaused()).isTrue();

    rig.shutDown(Duration.ofSeconds(4));
    assertThat(rig.link().wire()).containsExactly("close 1000 shutdown");
    rig.receive("two");
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertStopped(StopReason.AS_ASKED);
    assertThat(rig.sink().contents()).containsExactly("one", "two");
    rig.sink().makeRoom();
    rig.run();
  }

  private void assertStopped(StopReason reason) {
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(rig.transport().alive()).isZero();
    assertThat(rig.connection().status().lastTransition().orElseThrow().next())
        .isEqualTo(new Next.Stop(reason));
  }
}
