package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway says how long it wants to be left alone. */
final class RetryAfterTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @ParameterizedTest(name = "asked for {0}, drew {1}: {2} ms")
  @CsvSource({
    // A short wait is spread by the backoff, here 1.5 s (drew a quarter) or 1 s (drew zero).
    "PT1S,    0.25, 1375",
    "PT1S,    0,    1000",
    "PT0.4S,  0.25, 775",
    // A long wait is spread by its tenth.
    "PT2M,    0.25, 123000",
    "PT2M,    0,    120000",
    // The longest wait that is honoured is ten minutes.
    "PT9M59S, 0,    599000",
    "PT10M,   0,    600000",
    "PT10M1S, 0,    600000",
    "PT10M,   0.25, 615000",
    "PT1H,    0.25, 615000",
    // No wait at all is a plain backoff.
    "PT0S,    0.25, 1500",
  })
  void retriesNotBeforeTheGatewayAskedFor(Duration asked, double draw, String millis) {
    link.draw(draw);
    connectAndBeRejected(503, Optional.of(asked));
    expectRetry("handshake-rejected 503", millis);
  }

  @Test
  void absurdWaitsAreBoundedToo() {
    connectAndBeRejected(503, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    expectRetry("handshake-rejected 503", "615000");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void withoutAWaitTheBackoffHolds(int status) {
    connectAndBeRejected(status, Optional.empty());
    expectRetry("handshake-rejected " + status, "1500");
  }

  @Test
  void tooManyRequestsIsHonouredLikeUnavailable() {
    connectAndBeRejected(429, Optional.of(Duration.ofMinutes(2)));
    expectRetry("handshake-rejected 429", "123000");
  }

  @Test
  void closeCodeTryAgainLaterIsHonouredToo() {
    link.connect();
    link.skip();
    link.ended(
        new Cause(
            CauseKind.CLOSED_BY_GATEWAY,
            CloseCode.TRY_AGAIN_LATER,
            "",
            Optional.of(Duration.ofMinutes(2))));
    expectRetry("closed-by-gateway 1013", "123000");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500, 502})
  void otherStatusesAreNotAllowedToKeepUsAway(int status) {
    connectAndBeRejected(status, Optional.of(Duration.ofMinutes(2)));
    expectRetry("handshake-rejected " + status, "1500");
  }

  @Test
  void backoffGrowsUnderneath() {
    connectAndBeRejected(503, Optional.of(Duration.ofMinutes(2)));
    link.reconnectNow();
    link.skip();

    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "CONNECTING -> CLOSED (connect-refused) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1875 ms, failure 2");
  }

  private void connectAndBeRejected(int status, Optional<Duration> retryAfter) {
    link.connect();
    link.skip();
    link.ended(Cause.handshakeRejected(status, "", retryAfter));
  }

  private void expectRetry(String cause, String millis) {
    link.expect(
        "CONNECTING -> CLOSED (" + cause + ") retry in " + millis + " ms, failure 1",
        "CLOSED -> DISCONNECTED (" + cause + ") retry in " + millis + " ms, failure 1");
  }
}
