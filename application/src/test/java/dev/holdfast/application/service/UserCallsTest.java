package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may ask for, in whatever order it comes. */
final class UserCallsTest {

  private static final Duration FOUR_SECONDS = Duration.ofSeconds(4);

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void nothingHappensBeforeTheConnectionIsWanted() {
    rig.passSeconds(3600);

    assertThat(rig.transport().opened()).isZero();
    assertThat(rig.connection().status())
        .isEqualTo(
            new ConnectionStatus(
                ConnectionRig.ID,
                ConnectionState.DISCONNECTED,
                false,
                Duration.ZERO,
                0,
                0,
                0,
                0,
                new ConnectionStatus.Runs(0, 0, 0),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                new ConnectionStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void callsReturnAtOnceAndNothingRunsInside() {
    rig.connection().connect();

    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(rig.loop().pendingTasks()).isEqualTo(1);
    rig.run();
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
  }

  @Test
  void wantingItTwiceChangesNothing() {
    rig.connect();
    rig.connect();
    rig.accept();
    rig.connect();

    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void comesBackWhenWantedAgainWhileClosing() {
    rig.bringUp();
    rig.disconnect(FOUR_SECONDS);
    rig.connect();
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSING);
    assertThat(rig.transport().opened()).isEqualTo(1);

    rig.link().closeByGateway(1000, "");
    rig.run();
    rig.accept();

    assertThat(rig.observer().moves())
        .containsExactly(
            "DISCONNECTED -> CONNECTING",
            "CONNECTING -> CONNECTED",
            "CONNECTED -> CLOSING",
            "CLOSING -> CLOSED",
            "CLOSED -> DISCONNECTED",
            "DISCONNECTED -> CONNECTING",
            "CONNECTING -> CONNECTED");
    assertThat(rig.send("again")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.link().wire()).containsExactly("text again");
  }

  @Test
  void comesBackThoughTheGatewayNeverAnswersTheClose() {
    rig.bringUp();
    rig.disconnect(FOUR_SECONDS);
    rig.connect();

    rig.passSeconds(2);

    assertThat(rig.transport().links().get(0).wasAborted()).isTrue();
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(rig.transport().alive()).isEqualTo(1);
  }

  @Test
  void theLastWishCountsWhileClosing() {
    rig.bringUp();
    rig.disconnect(FOUR_SECONDS);
    rig.connect();
    rig.disconnect(FOUR_SECONDS);

    rig.link().closeByGateway(1000, "");
    rig.run();

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.passSeconds(600);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void wantingItAgainWhileDrainingKeepsTheLink() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.disconnect(FOUR_SECONDS);
    assertThat(rig.send("refused")).isEqualTo(SendResult.STOPPED);

    rig.connect();
    assertThat(rig.send("two")).isEqualTo(SendResult.ACCEPTED);
    rig.passSeconds(10);
    rig.link().becomeWritable();
    rig.run();

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void disconnectsAndConnectsAgain() {
    for (int i = 1; i <= 3; i++) {
      rig.bringUp();
      rig.disconnect(FOUR_SECONDS);
      rig.link().closeByGateway(1000, "");
      rig.run();
      assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
      assertThat(rig.transport().opened()).isEqualTo(i);
    }
  }

  @Test
  void disconnectingWhatIsNotConnectedStopsIt() {
    rig.disconnect(FOUR_SECONDS);
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);

    rig.bringUp();
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void afterAShutdownItCannotBeWantedAgain() {
    rig.bringUp();
    rig.shutDown(FOUR_SECONDS);
    rig.connect();
    assertThat(rig.connection().send(new OutboundMessage.Text("refused")))
        .isCompletedWithValue(SendResult.STOPPED);
    rig.link().closeByGateway(1000, "");
    rig.run();
    rig.connect();
    rig.reconnectNow();
    rig.passSeconds(600);

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Not connected again, the process is ending",
            "Not connected again, the process is ending");
  }

  @Test
  void aShutdownWhileClosingCancelsTheWishToComeBack() {
    rig.bringUp();
    rig.disconnect(FOUR_SECONDS);
    rig.connect();
    rig.shutDown(FOUR_SECONDS);

    rig.link().closeByGateway(1000, "");
    rig.run();
    rig.passSeconds(600);

    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.connection().status().lastTransition().orElseThrow().cause().kind())
        .isEqualTo(CauseKind.SHUTDOWN);
  }

  @Test
  void reconnectNowCutsTheWaitingShort() {
    rig.bringUp();
    rig.lose();
    rig.passSeconds(1);
    assertThat(rig.transport().opened()).isEqualTo(1);

    rig.reconnectNow();

    assertThat(rig.transport().opened()).isEqualTo(2);
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
    rig.passSeconds(5);
    assertThat(rig.transport().opened()).as("the retry it replaced").isEqualTo(2);
  }

  @Test
  void reconnectNowIsHarmlessWhereNothingWaits() {
    rig.reconnectNow();
    assertThat(rig.transport().opened()).isZero();
    rig.connect();
    rig.reconnectNow();
    rig.accept();
    rig.reconnectNow();
    assertThat(rig.isUp()).isTrue();
    assertThat(rig.transport().opened()).isEqualTo(1);

    rig.link().closeByGateway(1000, "");
    rig.run();
    rig.reconnectNow();

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void startsOverAfterAStop() {
    rig.connect();
    for (int failure = 1; failure <= 3; failure++) {
      rig.lose();
      assertThat(rig.connection().status().failures()).isEqualTo(failure);
      rig.reconnectNow();
    }
    rig.accept();
    rig.link().closeByGateway(1008, "no");
    rig.run();
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);

    rig.connect();

    assertThat(rig.connection().status().failures()).isZero();
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void thereMustBeTimeToEnd(long nanos) {
    assertThatThrownBy(() -> rig.connection().disconnect(Duration.ofNanos(nanos)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("within must be above zero but was ");
    assertThatThrownBy(() -> rig.connection().shutDown(Duration.ofNanos(nanos)))
        .isInstanceOf(IllegalArgumentException.class);
    rig.bringUp();
  }

  /** A user who says "as long as it takes" must not break the shutdown. */
  @Test
  void endsHoweverMuchTimeIsGiven() {
    rig.bringUp();
    rig.shutDown(Duration.ofSeconds(Long.MAX_VALUE));
    rig.passSeconds(2);

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
  }

  @Test
  void statusTellsWhatGoesThrough() {
    rig.bringUp();
    rig.receive("one", "two");
    rig.send("three");
    rig.receive("!malformed odd");

    ConnectionStatus status = rig.connection().status();

    assertThat(status.connection()).isEqualTo("press-7");
    assertThat(status.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(status.up()).isTrue();
    assertThat(status.attempt()).isEqualTo(1);
    assertThat(status.traffic())
        .isEqualTo(new ConnectionStatus.Traffic(2, 1, 0, 0, 0, 1, 0, 0, 0, 0));
    assertThat(status.lastTransition().orElseThrow().cause().kind())
        .isEqualTo(CauseKind.HANDSHAKE_COMPLETED);
  }
}
