package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The closing handshake that we start. */
final class ClosingTest {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Cause ANSWER = Cause.closedByGateway(CloseCode.NORMAL, "");

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void answeredCloseEndsAsAsked() {
    link.connectAndOpen();
    link.disconnect();
    link.expect(
        "close 1 with 1000 disconnect requested", "CONNECTED -> CLOSING (disconnect-requested)");
    assertThat(link.machine().isUp()).isFalse();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.CLOSE_TIMEOUT);

    link.pass(CLOSE_TIMEOUT.minusNanos(1));
    link.ended(ANSWER);
    link.expect("CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED");
    assertStaysClosed();
  }

  @Test
  void unansweredCloseIsForced() {
    link.connectAndOpen();
    link.shutdown();
    link.expect("close 1 with 1000 shutdown", "CONNECTED -> CLOSING (shutdown)");

    link.nothingUntil(CLOSE_TIMEOUT);
    link.expect("abort 1", "CLOSING -> CLOSED (shutdown) stop FORCED");
    assertStaysClosed();
  }

  @Test
  void lateCloseTimerForcesAtOnce() {
    link.connectAndOpen();
    link.shutdown();
    link.skip();

    link.sleep(Duration.ofHours(1));
    link.timer();
    link.expect("abort 1", "CLOSING -> CLOSED (shutdown) stop FORCED");
  }

  @Test
  void linkLostWhileClosingKeepsOurCause() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.ended(CauseKind.LINK_LOST);
    link.expect("CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED");
  }

  @Test
  void linkGivenUpWhileClosingIsForced() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.givenUp(Cause.protocolViolation(CloseCode.INVALID_PAYLOAD, "not JSON"));
    link.expect("abort 1", "CLOSING -> CLOSED (disconnect-requested) stop FORCED");
  }

  @Test
  void loggedInConnectionClosesTheSameWay() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connectAndOpen();
    link.loggedIn();
    link.shutdown();
    link.ended(ANSWER);
    link.expect(
        "CONNECTED -> AUTHENTICATED (login-accepted)",
        "close 1 with 1000 shutdown",
        "AUTHENTICATED -> CLOSING (shutdown)",
        "CLOSING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void nothingIsSentWhileClosing() {
    HeartbeatPolicy eager =
        new HeartbeatPolicy(true, Duration.ofMillis(200), Duration.ofMillis(200));
    link.use(ConnectionPolicy.builder().heartbeat(eager).build());
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.frame();
    link.heartbeatWritten();
    link.reconnectNow();
    link.nothingUntil(CLOSE_TIMEOUT);
    link.expect("abort 1", "CLOSING -> CLOSED (disconnect-requested) stop FORCED");
  }

  @Test
  void handshakeAndLoginCannotHappenWhileClosing() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.opened();
    link.loggedIn();
    link.expect("ignored HANDSHAKE_COMPLETED 1 (illegal)", "ignored LOGIN_ACCEPTED 1 (illegal)");
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CLOSING);
  }

  @Test
  void connectWhileClosingDialsOnceClosed() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.connect();
    link.expectNothing();
    link.ended(ANSWER);
    link.expect(
        "CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED",
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 2");
  }

  @Test
  void connectWhileClosingDialsAfterTheAbortOfAnUnansweredClose() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.connect();
    link.nothingUntil(CLOSE_TIMEOUT);
    link.expect(
        "abort 1",
        "CLOSING -> CLOSED (disconnect-requested) stop FORCED",
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 2");
  }

  @Test
  void lastWordWhileClosingCounts() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.connect();
    link.disconnect();
    link.ended(ANSWER);
    link.expect("CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED");
    assertStaysClosed();
  }

  @Test
  void connectWhileClosingIsForgottenByTheNextClosing() {
    link.connectAndOpen();
    link.disconnect();
    link.connect();
    link.ended(ANSWER);
    link.opened();
    link.skip();

    link.disconnect();
    link.ended(ANSWER);
    link.expect(
        "close 2 with 1000 disconnect requested",
        "CONNECTED -> CLOSING (disconnect-requested)",
        "CLOSING -> CLOSED (disconnect-requested) stop AS_ASKED");
    assertStaysClosed();
  }

  @Test
  void secondShutdownNeitherRepeatsNorProlongsTheClosing() {
    link.connectAndOpen();
    link.shutdown();
    link.skip();

    link.pass(Duration.ofSeconds(1));
    link.shutdown();
    link.nothingUntil(Duration.ofSeconds(1));
    link.expect("abort 1", "CLOSING -> CLOSED (shutdown) stop FORCED");
  }

  @Test
  void shutdownAfterDisconnectNamesTheShutdown() {
    link.connectAndOpen();
    link.disconnect();
    link.skip();

    link.shutdown();
    link.ended(ANSWER);
    link.expect("CLOSING -> CLOSED (shutdown) stop AS_ASKED");
  }

  private void assertStaysClosed() {
    assertThat(link.machine().hasDeadline()).isFalse();
    link.pass(Duration.ofDays(1));
    link.timer();
    link.reconnectNow();
    link.expectNothing();
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CLOSED);
  }
}
