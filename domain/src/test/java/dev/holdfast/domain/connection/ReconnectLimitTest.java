package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A limit of n: n attempts may follow the first failure, then it is over. */
final class ReconnectLimitTest {

  private static final Duration DELAY = Duration.ofSeconds(1);

  /** One hour, less a quarter of its tenth. */
  private static final Duration LIFETIME = Duration.ofSeconds(3_510);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @BeforeEach
  void threeReconnects() {
    link.use(policy(3));
  }

  @Test
  void stopsAfterTheThirdReconnectFailed() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    for (int failure = 1; failure <= 3; failure++) {
      failAndComeBack(failure);
    }
    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect("CONNECTING -> CLOSED (connect-refused) stop ATTEMPTS_USED_UP");
    link.pass(Duration.ofDays(1));
    link.expectNothing();
  }

  @Test
  void withoutAnyReconnectTheFirstFailureIsTheLast() {
    link.use(policy(0));
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 1",
        "CONNECTING -> CLOSED (connect-refused) stop ATTEMPTS_USED_UP");
  }

  @Test
  void openSocketDoesNotRefillTheLimit() {
    link.connect();
    link.skip();
    for (int failure = 1; failure <= 3; failure++) {
      link.opened();
      link.expect("CONNECTING -> CONNECTED (handshake-completed)");
      link.ended(CauseKind.LINK_LOST);
      link.pass(DELAY);
      link.skip();
    }
    link.opened();
    link.ended(CauseKind.LINK_LOST);
    link.expect(
        "CONNECTING -> CONNECTED (handshake-completed)",
        "CONNECTED -> CLOSED (link-lost) stop ATTEMPTS_USED_UP");
  }

  @Test
  void stableConnectionRefillsTheLimit() {
    link.connect();
    link.skip();
    for (int i = 0; i < 10; i++) {
      link.ended(CauseKind.CONNECT_REFUSED);
      link.pass(DELAY);
      link.opened();
      link.pass(Duration.ofSeconds(10));
      assertThat(link.machine().failures()).isZero();
      link.ended(CauseKind.LINK_LOST);
      link.pass(DELAY);
    }
    link.skip();
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CONNECTING);
  }

  @Test
  void rotationsDoNotCount() {
    link.connect();
    link.skip();
    for (int attempt = 1; attempt <= 10; attempt++) {
      link.opened();
      link.pass(LIFETIME);
      link.ended(Cause.closedByGateway(CloseCode.NORMAL, ""));
      link.pass(DELAY);
      link.skip();
      assertThat(link.machine().attempt()).isEqualTo(attempt + 1);
    }
  }

  @Test
  void userWhoConnectsAgainStartsOver() {
    link.use(policy(0));
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.skip();

    link.connect();
    link.expect(
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 2");
    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect("CONNECTING -> CLOSED (connect-refused) stop ATTEMPTS_USED_UP");
    assertThat(link.machine().failures()).isEqualTo(1);
  }

  private void failAndComeBack(int failure) {
    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "CONNECTING -> CLOSED (connect-refused) retry in 1000 ms, failure " + failure,
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1000 ms, failure " + failure);
    link.nothingUntil(DELAY);
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial " + (failure + 1));
  }

  private static ConnectionPolicy policy(int reconnects) {
    return ConnectionPolicy.builder()
        .backoff(new Backoff(Jitter.FIXED, DELAY, DELAY))
        .heartbeat(HeartbeatPolicy.off())
        .maxLifetime(Optional.of(Duration.ofHours(1)))
        .maxReconnects(OptionalInt.of(reconnects))
        .build();
  }
}
