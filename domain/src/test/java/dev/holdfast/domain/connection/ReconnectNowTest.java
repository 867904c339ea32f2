package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The user cuts the waiting short. */
final class ReconnectNowTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void dialsAtOnceAndOnlyOnce() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.skip();

    link.pass(Duration.ofMillis(1));
    link.reconnectNow();
    link.expect("DISCONNECTED -> CONNECTING (reconnect-requested)", "dial 2");
    link.reconnectNow();
    link.pass(Duration.ofSeconds(5));
    link.expectNothing();
  }

  @Test
  void doesNotForgetTheFailures() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.reconnectNow();
    link.skip();

    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "CONNECTING -> CLOSED (connect-refused) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1875 ms, failure 2");
  }

  @Test
  void cutsALongRetryAfterShort() {
    link.connect();
    link.ended(Cause.handshakeRejected(503, "", Optional.of(Duration.ofMinutes(10))));
    link.skip();

    link.reconnectNow();
    link.expect("DISCONNECTED -> CONNECTING (reconnect-requested)", "dial 2");
  }

  @Test
  void meansNothingWhereNobodyWaits() {
    link.reconnectNow();
    link.expectNothing();

    link.connect();
    link.reconnectNow();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");

    link.opened();
    link.reconnectNow();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");

    link.ended(Cause.closedByGateway(CloseCode.POLICY_VIOLATION, ""));
    link.reconnectNow();
    link.expect("CONNECTED -> CLOSED (closed-by-gateway 1008) stop REJECTED");
    assertThat(link.machine().hasDeadline()).isFalse();
  }
}
