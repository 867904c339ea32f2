package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.StopReason;
import org.junit.jupiter.api.Test;

/** What an operator is told to check points at what failed. */
class StopAdviceTest {

  @Test
  void aProxyThatFailedIsWhatToCheck() {
    assertThat(StopAdvice.on(Cause.of(CauseKind.PROXY_FAILURE), StopReason.ATTEMPTS_USED_UP))
        .contains(
            "The gateway could not be reached (last: proxy failed). Check the proxy (holdfast check"
                + " shows which); RECONNECT_MAX_ATTEMPTS=none tries for ever.");
    assertThat(
            StopAdvice.on(Cause.of(CauseKind.CREDENTIALS_UNAVAILABLE), StopReason.ATTEMPTS_USED_UP))
        .hasValueSatisfying(
            text -> assertThat(text).contains("Check where the credentials come from"));
    assertThat(StopAdvice.on(Cause.of(CauseKind.DNS_FAILURE), StopReason.ATTEMPTS_USED_UP))
        .hasValueSatisfying(
            text -> assertThat(text).contains("Check GATEWAY_URL and the gateway;"));
  }
}
