package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another machine takes a connection up, and nobody can tell. */
final class HandOverTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DRAIN = Duration.ofMillis(100);
  private static final Duration FIRST_RETRY = Duration.ofMillis(1500);
  private static final Cause UNAUTHORIZED = Cause.handshakeRejected(401, "", Optional.empty());
  private static final Cause ANSWER = Cause.closedByGateway(CloseCode.NORMAL, "");

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void connectionThatNobodyWantedIsStillWantedByNobody() {
    link.handOver();
    assertThat(link.machine().state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(link.machine().attempt()).isZero();
    assertThat(link.machine().hasDeadline()).isFalse();

    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
  }

  @Test
  void backoffGoesOnFromItsPreviousDelay() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(SECOND);
    link.skip();
    link.handOver();

    link.nothingUntil(FIRST_RETRY.minus(SECOND));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
    link.handOver();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "CONNECTING -> CLOSED (connect-refused) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1875 ms, failure 2");
  }

  @Test
  void eventOfAnAttemptThatWasOverIsStillTooLate() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(FIRST_RETRY);
    link.skip();
    link.handOver();

    link.handle(new Event.HandshakeCompleted(1));
    link.expect("ignored HANDSHAKE_COMPLETED 1 (stale)");
    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
  }

  @Test
  void rejectedCredentialsThatNeverWorkedGetTheirOneMoreTry() {
    link.connect();
    link.ended(UNAUTHORIZED);
    link.skip();
    link.handOver();

    link.nothingUntil(FIRST_RETRY);
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2 with fresh credentials");
    link.handOver();
    link.ended(UNAUTHORIZED);
    link.expect("CONNECTING -> CLOSED (handshake-rejected 401) stop REJECTED");
  }

  @Test
  void credentialsThatOnceWorkedAreRetriedSlowly() {
    link.connectAndOpen();
    link.ended(CauseKind.LINK_LOST);
    link.pass(FIRST_RETRY);
    link.ended(UNAUTHORIZED);
    link.reconnectNow();
    link.skip();
    link.handOver();

    link.ended(UNAUTHORIZED);
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected 401) retry in 270000 ms, failure 3, unhealthy",
        "CLOSED -> DISCONNECTED (handshake-rejected 401) retry in 270000 ms, failure 3,"
            + " unhealthy");
  }

  @Test
  void stableIsCountedFromTheStart() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(FIRST_RETRY);
    link.opened();
    link.pass(Duration.ofSeconds(6));
    link.skip();
    link.handOver();

    assertThat(link.machine().failures()).isEqualTo(1);
    link.nothingUntil(Duration.ofSeconds(4));
    assertThat(link.machine().failures()).isZero();
  }

  @Test
  void heartbeatIsDueWrittenAndMissedOnTime() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(20));
    link.handOver();
    link.nothingUntil(Duration.ofSeconds(10));
    link.expect("heartbeat 1");

    link.handOver();
    link.heartbeatWritten();
    link.pass(SECOND);
    link.handOver();
    link.nothingUntil(Duration.ofSeconds(4));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void withoutHeartbeatsNoneIsSent() {
    link.use(ConnectionPolicy.builder().heartbeat(HeartbeatPolicy.off()).build());
    link.connectAndOpen();
    link.handOver();
    link.pass(Duration.ofDays(1));
    link.expectNothing();
    assertThat(link.machine().isUp()).isTrue();
  }

  @Test
  void firstSleepIsForgiven() {
    link.connectAndOpen();
    link.handOver();
    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();

    link.nothingUntil(DRAIN);
    link.expect("heartbeat 1");
  }

  @Test
  void sleepThatWasForgivenIsNotForgivenAgain() {
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.handOver();
    link.nothingUntil(DRAIN);
    link.expect("heartbeat 1");
    link.heartbeatWritten();
    link.handOver();

    link.sleep(MINUTE);
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void connectTimeoutThatWasPutOffIsNotPutOffAgain() {
    link.connect();
    link.sleep(MINUTE);
    link.timer();
    link.skip();
    link.handOver();

    link.sleep(MINUTE);
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void connectTimeoutThatCameOnTimeSoFarIsPutOffOnce() {
    link.connect();
    link.skip();
    link.handOver();

    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();
  }

  @Test
  void linkIsReplacedAtTheMomentThatWasDrawnForIt() {
    link.use(
        ConnectionPolicy.builder()
            .heartbeat(HeartbeatPolicy.off())
            .maxLifetime(Optional.of(Duration.ofHours(1)))
            .build());
    link.connectAndOpen();
    link.pass(Duration.ofMinutes(50));
    link.draw(0);
    link.handOver();

    link.nothingUntil(Duration.ofSeconds(510));
    link.expect("close 1 with 1000 planned rotation", "CONNECTED -> CLOSING (rotation)");
    link.handOver();
    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (rotation) retry in 0 ms, failure 0",
        "CLOSED -> DISCONNECTED (rotation) retry in 0 ms, failure 0");
  }

  @Test
  void closingEndsInTheStopThatWasAskedFor() {
    link.connectAndOpen();
    link.shutdown();
    link.pass(SECOND);
    link.skip();
    link.handOver();

    link.nothingUntil(SECOND);
    link.expect("abort 1", "CLOSING -> CLOSED (shutdown) stop FORCED");
    link.handOver();
    link.pass(Duration.ofDays(1));
    link.timer();
    link.expectNothing();
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(link.machine().hasDeadline()).isFalse();
  }

  @Test
  void connectionThatIsWantedAgainDialsOnceClosed() {
    link.connectAndOpen();
    link.disconnect();
    link.connect();
    link.skip();
    link.handOver();

    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED",
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 2");
  }
}
