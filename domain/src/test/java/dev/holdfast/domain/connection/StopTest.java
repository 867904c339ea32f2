package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shutdown in every state: one end, and no attempt afterwards. */
final class StopTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @AfterEach
  void nothingEverHappensAgain() {
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(link.machine().hasDeadline()).isFalse();
    link.shutdown();
    link.timer();
    link.pass(Duration.ofDays(1));
    link.timer();
    link.reconnectNow();
    link.expectNothing();
  }

  @Test
  void beforeTheFirstAttempt() {
    link.shutdown();
    link.expect("DISCONNECTED -> CLOSED (shutdown) stop AS_ASKED");
    assertThat(link.lastTransition().attempt()).isZero();
  }

  @Test
  void whileConnecting() {
    link.connect();
    link.skip();
    link.shutdown();
    link.expect("abort 1", "CONNECTING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void whileWaitingToReconnect() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.skip();
    link.shutdown();
    link.expect("DISCONNECTED -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void whileLoggingIn() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connectAndOpen();
    link.shutdown();
    link.ended(Cause.closedByGateway(CloseCode.NORMAL, ""));
    link.expect(
        "close 1 with 1000 shutdown",
        "CONNECTED -> CLOSING (shutdown)",
        "CLOSING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void whileUp() {
    link.connectAndOpen();
    link.shutdown();
    link.ended(Cause.closedByGateway(CloseCode.NORMAL, ""));
    link.expect(
        "close 1 with 1000 shutdown",
        "CONNECTED -> CLOSING (shutdown)",
        "CLOSING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void whileClosing() {
    link.connectAndOpen();
    link.disconnect();
    link.shutdown();
    link.ended(CauseKind.LINK_LOST);
    link.expect(
        "close 1 with 1000 disconnect requested",
        "CONNECTED -> CLOSING (disconnect-requested)",
        "CLOSING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void whileDrainingAfterASuspend() {
    link.connectAndOpen();
    link.sleep(Duration.ofMinutes(1));
    link.timer();
    link.shutdown();
    link.pass(Duration.ofSeconds(2));
    link.expect(
        "close 1 with 1000 shutdown",
        "CONNECTED -> CLOSING (shutdown)",
        "abort 1",
        "CLOSING -> CLOSED (shutdown) stop FORCED");
  }

  @Test
  void afterTheGatewayClosedNormally() {
    link.connectAndOpen();
    link.ended(Cause.closedByGateway(CloseCode.NORMAL, "bye"));
    link.expect("CONNECTED -> CLOSED (closed-by-gateway 1000) stop CLOSED_NORMALLY");
    link.shutdown();
    link.expectNothing();
  }
}
