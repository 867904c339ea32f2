package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that reaches its maximum lifetime is replaced. */
final class RotationTest {

  /** One hour, less a quarter of its tenth. */
  private static final Duration LIFETIME = Duration.ofSeconds(3_510);

  private static final Cause ANSWER = Cause.closedByGateway(CloseCode.NORMAL, "");

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @BeforeEach
  void livesForAnHour() {
    link.use(policy(Duration.ofHours(1)));
  }

  @Test
  void closesAndComesBackAtOnceJittered() {
    link.connectAndOpen();
    link.nothingUntil(LIFETIME);
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");

    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (rotation) retry in 250 ms, failure 0",
        "CLOSED -> DISCONNECTED (rotation) retry in 250 ms, failure 0");
    link.nothingUntil(Duration.ofMillis(250));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");

    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
    link.nothingUntil(LIFETIME);
    link.expect("close 2 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void isSpreadOverTheLastTenth() {
    link.draw(0);
    link.connectAndOpen();
    link.nothingUntil(Duration.ofHours(1));
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");

    link.use(policy(Duration.ofHours(1)));
    link.draw(ChosenRandom.ALMOST_ONE);
    link.connectAndOpen();
    link.pass(Duration.ofMinutes(54));
    link.expectNothing();
    link.pass(Duration.ofNanos(1_000));
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void comesEarlierIfTheCredentialsExpireEarlier() {
    link.draw(0);
    link.connect();
    link.openedFor(Duration.ofMinutes(20));
    link.skip();
    link.nothingUntil(Duration.ofMinutes(20));
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void isNotPutOffByCredentialsThatHoldLonger() {
    link.connect();
    link.openedFor(Duration.ofHours(20));
    link.skip();
    link.nothingUntil(LIFETIME);
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void happensWithoutAMaximumIfTheCredentialsExpireSomewhatEarlierThanThey() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.draw(0.5);
    link.connect();
    link.openedFor(Duration.ofSeconds(100));
    link.loggedInWanting(Duration.ofHours(1));
    link.skip();
    link.pass(Duration.ofSeconds(30));
    link.frame();
    link.pass(Duration.ofSeconds(30));
    link.frame();
    link.pass(Duration.ofSeconds(29));
    link.frame();
    link.pass(Duration.ofSeconds(6));
    link.expect(
        "heartbeat 1", "close 1 with 1000 planned rotation", "AUTHENTICATED -> CLOSING (rotation)");
  }

  @Test
  void heartbeatThatIsDueAtTheSameMomentIsNotSent() {
    link.use(ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofSeconds(40))).build());
    link.draw(0);
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(10));
    link.frame();

    link.nothingUntil(Duration.ofSeconds(30));
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void unansweredCloseIsAbortedAndComesBackAllTheSame() {
    link.connectAndOpen();
    link.pass(LIFETIME);
    link.skip();
    link.nothingUntil(Duration.ofSeconds(2));
    link.expect(
        "abort 1",
        "CLOSING -> CLOSED (rotation) retry in 250 ms, failure 0",
        "CLOSED -> DISCONNECTED (rotation) retry in 250 ms, failure 0");
  }

  @Test
  void shutdownDuringTheRotationStops() {
    link.connectAndOpen();
    link.pass(LIFETIME);
    link.skip();
    link.shutdown();
    link.expectNothing();

    link.ended(ANSWER);
    link.expect("CLOSING -> CLOSED (shutdown) stop AS_ASKED");
    link.pass(Duration.ofDays(1));
    link.expectNothing();
  }

  @Test
  void unansweredCloseOfARotationBecomesTheShutdownsForce() {
    link.connectAndOpen();
    link.pass(LIFETIME);
    link.pass(Duration.ofSeconds(1));
    link.skip();
    link.shutdown();

    link.nothingUntil(Duration.ofSeconds(1));
    link.expect("abort 1", "CLOSING -> CLOSED (shutdown) stop FORCED");
  }

  @Test
  void connectDuringTheRotationChangesNothing() {
    link.connectAndOpen();
    link.pass(LIFETIME);
    link.skip();
    link.connect();
    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (rotation) retry in 250 ms, failure 0",
        "CLOSED -> DISCONNECTED (rotation) retry in 250 ms, failure 0");
  }

  @Test
  void disconnectThenConnectDuringTheRotationStartsOver() {
    link.connectAndOpen();
    link.pass(LIFETIME);
    link.skip();
    link.disconnect();
    link.connect();
    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED",
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 2");
  }

  @Test
  void lifetimeEndsWithTheLink() {
    link.connectAndOpen();
    link.pass(Duration.ofMinutes(50));
    link.ended(CauseKind.LINK_LOST);
    link.pass(Duration.ofMillis(1500));
    link.skip();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.CONNECT_TIMEOUT);

    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
    link.nothingUntil(LIFETIME);
    link.expect("close 2 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  @Test
  void withALoginTheLifetimeStartsAtTheLogin() {
    link.use(
        ConnectionPolicy.builder()
            .loginRequired(true)
            .heartbeat(HeartbeatPolicy.off())
            .maxLifetime(Optional.of(Duration.ofHours(1)))
            .build());
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(9));
    link.loggedIn();
    link.expect("CONNECTED -> AUTHENTICATED (login-accepted)");
    link.nothingUntil(LIFETIME);
    link.expect("close 1 with 1000 planned rotation", "AUTHENTICATED -> CLOSING (rotation)");
  }

  @Test
  void neverComesBeforeTheConnectionCountsAsStable() {
    link.use(policy(Duration.ofSeconds(11)));
    link.draw(ChosenRandom.ALMOST_ONE);
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(Duration.ofSeconds(3));
    link.opened();
    link.skip();

    link.pass(Duration.ofSeconds(10));
    link.expectNothing();
    assertThat(link.machine().failures()).isZero();
    link.pass(Duration.ofMillis(1));
    link.expect("close 2 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
  }

  private static ConnectionPolicy policy(Duration lifetime) {
    return ConnectionPolicy.builder()
        .heartbeat(HeartbeatPolicy.off())
        .maxLifetime(Optional.of(lifetime))
        .build();
  }
}
