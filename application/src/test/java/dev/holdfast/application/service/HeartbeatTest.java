package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.FriendlyGateway;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a silent gateway is asked for life, and how a dead one is left. Every 30 s, within 5 s. */
final class HeartbeatTest {

  private static final Duration NANO = Duration.ofNanos(1);

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void asksAfterOneIntervalOfSilence() {
    rig.bringUp();
    rig.pass(Duration.ofSeconds(30).minus(NANO));
    assertThat(rig.link().wire()).isEmpty();

    rig.pass(NANO);

    assertThat(rig.link().wire()).containsExactly("ping 1");
  }

  @Test
  void knowsHowLongItHasBeenUpOrDown() {
    rig.passSeconds(7);
    rig.bringUp();
    rig.passSeconds(20);
    assertThat(rig.connection().status().upOrDownFor()).isEqualTo(Duration.ofSeconds(20));
    rig.link().lose();
    rig.passSeconds(2);
    rig.passSeconds(300);

    assertThat(rig.isUp()).isFalse();
    assertThat(rig.connection().status().attempt()).as("tried again meanwhile").isGreaterThan(5);
    assertThat(rig.connection().status().upOrDownFor()).isEqualTo(Duration.ofSeconds(302));
  }

  @Test
  void tellsHowLongAPingTook() {
    rig.bringUp();
    rig.passSeconds(30);
    rig.pass(Duration.ofMillis(42));
    rig.link().pong();
    rig.run();
    rig.link().pong();
    rig.run();

    assertThat(rig.connection().status().roundTrip()).contains(Duration.ofMillis(42));
    assertThat(rig.observer().roundTrips()).containsExactly(Duration.ofMillis(42));
  }

  @Test
  void tellsHowLongAHeartbeatMessageTook() {
    rig.heartbeat(HeartbeatMode.MESSAGE);
    rig.bringUp();
    rig.link().text("!beaten");
    rig.passSeconds(30);
    assertThat(rig.connection().status().roundTrip()).as("nobody had asked").isEmpty();
    rig.pass(Duration.ofMillis(42));
    rig.link().pong();
    assertThat(rig.connection().status().roundTrip()).as("that was no ping").isEmpty();

    rig.link().text("!beaten");
    rig.run();
    rig.pass(Duration.ofMillis(5));
    rig.link().text("!beaten");
    rig.run();

    assertThat(rig.connection().status().roundTrip()).contains(Duration.ofMillis(42));
    assertThat(rig.observer().roundTrips()).containsExactly(Duration.ofMillis(42));
  }

  @ParameterizedTest
  @EnumSource(names = {"MESSAGE", "PING"})
  void aLateAnswerIsNotTakenForThatOfTheNextHeartbeat(HeartbeatMode mode) {
    rig.heartbeat(mode).bringUp();
    rig.passSeconds(31);
    rig.link().text("alive, but with no time for heartbeats");
    rig.passSeconds(30);
    rig.pass(Duration.ofMillis(3));
    answer(mode);
    assertThat(rig.observer().roundTrips()).as("for which of two?").isEmpty();

    rig.passSeconds(30);
    rig.pass(Duration.ofMillis(4));
    answer(mode);

    assertThat(rig.observer().roundTrips()).containsExactly(Duration.ofMillis(4));
  }

  @Test
  void aHeartbeatMessageIsMeasuredFromWhenItWasWritten() {
    rig.heartbeat(HeartbeatMode.MESSAGE);
    rig.bringUp();
    rig.link().holdWrites();
    rig.passSeconds(30);
    rig.passSeconds(2);
    rig.link().releaseWrites();
    rig.run();

    rig.pass(Duration.ofMillis(7));
    rig.link().text("!beaten");
    rig.run();

    assertThat(rig.observer().roundTrips()).containsExactly(Duration.ofMillis(7));
  }

  @Test
  void keepsALivingGatewayForEver() {
    rig.transport().script(FriendlyGateway.atOnce());
    rig.connect();

    rig.passSeconds(300);

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.link().wire())
        .containsExactly(
            "ping 1", "ping 2", "ping 3", "ping 4", "ping 5", "ping 6", "ping 7", "ping 8",
            "ping 9", "ping 10");
  }

  @Test
  void leavesADeadGatewayWithoutACloseFrame() {
    rig.bringUp();
    rig.pass(Duration.ofSeconds(35).minus(NANO));
    assertThat(rig.isUp()).isTrue();

    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(rig.link().wire()).containsExactly("ping 1");
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(lastCause()).isEqualTo(CauseKind.HEARTBEAT_TIMEOUT);
  }

  @Test
  void anyFrameIsLife() {
    rig.bringUp();
    for (int i = 0; i < 20; i++) {
      rig.passSeconds(29);
      switch (i % 3) {
        case 0 -> rig.receive("a reading");
        case 1 -> rig.link().frames();
        default -> rig.link().pong();
      }
      rig.run();
    }
    assertThat(rig.link().wire()).isEmpty();

    rig.passSeconds(30);
    assertThat(rig.link().wire()).containsExactly("ping 1");
    rig.passSeconds(4);
    rig.receive("a reading, not a pong");
    rig.passSeconds(29);

    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void theTimeoutStartsWhenTheHeartbeatWasWritten() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.passSeconds(30);
    assertThat(rig.link().unwritten()).containsExactly("ping 1");
    rig.passSeconds(12);
    assertThat(rig.isUp()).as("the ping has not even left").isTrue();

    rig.link().releaseWrites();
    rig.run();
    rig.pass(Duration.ofSeconds(5).minus(NANO));
    assertThat(rig.isUp()).isTrue();
    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
  }

  @Test
  void aHeartbeatThatCannotLeaveIsNotWaitedForForEver() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.pass(Duration.ofSeconds(65).minus(NANO));
    assertThat(rig.isUp()).isTrue();

    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(lastCause()).isEqualTo(CauseKind.HEARTBEAT_TIMEOUT);
  }

  @Test
  void canBeAMessageOfTheProtocol() {
    rig.heartbeat(HeartbeatMode.MESSAGE);
    rig.bringUp();
    rig.passSeconds(30);
    String first = "text heartbeat " + (ConnectionRig.WALL_MILLIS + 30_000);
    assertThat(rig.link().wire()).containsExactly(first);

    rig.passSeconds(4);
    rig.receive("{\"type\":\"pong\"}");
    rig.passSeconds(30);
    assertThat(rig.link().wire())
        .containsExactly(first, "text heartbeat " + (ConnectionRig.WALL_MILLIS + 64_000));
    rig.passSeconds(5);

    assertThat(rig.link().wasAborted()).isTrue();
  }

  private void upWanting(Duration interval) {
    rig.protocol(ScriptedProtocol.withLogin()).heartbeat(HeartbeatMode.MESSAGE);
    rig.connect();
    rig.accept();
    rig.receive("!beat " + interval.toMillis(), "!accept");
    assertThat(rig.isUp()).isTrue();
  }

  private List<String> beatsOf(int count, Duration every) {
    for (int i = 0; i < count; i++) {
      rig.pass(every);
      rig.link().pong();
      rig.run();
    }
    return rig.link().wire().stream()
        .skip(1)
        .map(frame -> frame.startsWith("ping") ? "ping" : "message")
        .toList();
  }

  @Test
  void comesAsOftenAsTheGatewayDictates() {
    upWanting(Duration.ofSeconds(7));

    assertThat(beatsOf(3, Duration.ofSeconds(7))).containsExactly("message", "message", "message");
  }

  @Test
  void isAPingBetweenMessagesThatTheGatewayWantsLessOften() {
    upWanting(Duration.ofSeconds(100));

    assertThat(beatsOf(7, Duration.ofSeconds(30)))
        .as("a message before 100 s are over, a look after the link every 30 s")
        .containsExactly("ping", "ping", "message", "ping", "ping", "message", "ping");
  }

  @Test
  void staysAPingIfTheUserWantsPingsHoweverOftenTheGatewayDictates() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.accept();
    rig.receive("!beat 7000", "!accept");

    assertThat(beatsOf(2, Duration.ofSeconds(7))).containsExactly("ping", "ping");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 86_400_001})
  void isNotDictatedOutOfRange(long millis) {
    upWanting(Duration.ofMillis(millis));

    assertThat(rig.connection().status().traffic().malformed()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Message number 1 not understood: it wants heartbeats every "
                + millis
                + " ms, expected 1 s to 24 h; the interval stays as it is");
    assertThat(beatsOf(2, Duration.ofSeconds(30))).containsExactly("message", "message");
  }

  @Test
  void isDictatedForOneLink() {
    upWanting(Duration.ofSeconds(7));
    rig.lose();
    rig.bringUp();

    assertThat(beatsOf(1, Duration.ofSeconds(29))).isEmpty();
  }

  @Test
  void aHeartbeatMessageIsNoApplicationMessage() {
    rig.heartbeat(HeartbeatMode.MESSAGE);
    rig.bringUp();
    rig.passSeconds(30);

    assertThat(rig.connection().status().traffic().sent()).isZero();
  }

  @Test
  void goesOutThoughTheOutboxIsStuck() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("waits");
    rig.passSeconds(30);

    assertThat(rig.link().wire()).containsExactly("ping 1");
  }

  @Test
  void canBeSwitchedOff() {
    rig.heartbeat(HeartbeatMode.NONE).policy(policy -> policy.heartbeat(HeartbeatPolicy.off()));
    rig.bringUp();
    rig.passSeconds(3600);

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.link().wire()).isEmpty();
    assertThat(rig.loop().pendingTimers()).isEmpty();
  }

  @Test
  void startsWithTheLoginAndEndsWithTheLink() {
    rig.bringUp();
    rig.passSeconds(29);
    rig.disconnect(Duration.ofSeconds(60));
    rig.passSeconds(1);
    assertThat(rig.link().wire()).containsExactly("close 1000 disconnect requested");

    rig.passSeconds(1);
    assertThat(rig.link().isAlive()).isFalse();
    rig.passSeconds(60);
    assertThat(rig.link().wire()).hasSize(1);
  }

  /** Frames that waited in the socket while the process slept must not hide a dead gateway. */
  @Test
  void probesAfterALongSleepBeforeItGivesUp() {
    rig.bringUp();
    rig.passSeconds(20);
    rig.loop().suspend(Duration.ofMinutes(1));
    rig.receive("written before the gateway died");
    assertThat(rig.isUp()).isTrue();
    assertThat(rig.sink().contents()).containsExactly("written before the gateway died");

    rig.pass(Duration.ofSeconds(30));
    assertThat(rig.link().wire()).containsExactly("ping 1");
    rig.passSeconds(5);

    assertThat(rig.link().wasAborted()).isTrue();
  }

  @Test
  void aSleepDuringTheHeartbeatTimeoutIsNotHeldAgainstTheGateway() {
    rig.bringUp();
    rig.passSeconds(32);
    assertThat(rig.link().wire()).containsExactly("ping 1");

    rig.loop().suspend(Duration.ofMinutes(1));
    rig.run();
    assertThat(rig.isUp()).isTrue();
    rig.pass(Duration.ofMillis(100));
    assertThat(rig.link().wire()).containsExactly("ping 1", "ping 2");
    rig.link().pong();
    rig.passSeconds(29);

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void aFrozenGatewayIsLeftAfterTheProbe() {
    rig.bringUp();
    rig.passSeconds(32);
    rig.loop().suspend(Duration.ofMinutes(1));
    rig.run();

    rig.pass(Duration.ofMillis(5_100).minus(NANO));
    assertThat(rig.isUp()).isTrue();
    rig.pass(NANO);

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(rig.link().wire()).containsExactly("ping 1", "ping 2");
  }

  private CauseKind lastCause() {
    return rig.connection().status().lastTransition().orElseThrow().cause().kind();
  }

  private void answer(HeartbeatMode mode) {
    if (mode == HeartbeatMode.MESSAGE) {
      rig.link().text("!beaten");
    } else {
      rig.link().pong();
    }
    rig.run();
  }
}
