package dev.holdfast.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Causes and verdicts as people write them. */
final class VerdictTextTest {

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "reconnect, BACKOFF",
    "slow, SLOW",
    "refresh, REFRESH",
    "retry-after, RETRY_AFTER",
    "now, NOW",
    "' STOP ', STOP",
  })
  void aVerdictIsAWord(String written, Verdict.Kind expected) {
    assertThat(VerdictText.verdict(written).map(Verdict::kind)).contains(expected);
  }

  @Test
  void orARange() {
    assertThat(VerdictText.verdict("spread 5s 30s"))
        .contains(Verdict.spread(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(VerdictText.verdict("Spread  0  1d"))
        .contains(Verdict.spread(Duration.ZERO, Duration.ofDays(1)));
    assertThat(VerdictText.verdict("spread 7s 7s"))
        .contains(Verdict.spread(Duration.ofSeconds(7), Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "halt",
        "spread",
        "spread 5s",
        "spread 30s 5s",
        "spread 5x 30s",
        "spread 0 25h",
        "spread PT-1S 5s",
        "spread 5s 5x",
        "spread 1s 2s 3s",
        "reconnect now"
      })
  void everythingElseIsNone(String written) {
    assertThat(VerdictText.verdict(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stop", "reconnect", "slow", "refresh", "retry-after", "now", "spread 5s 90s"})
  void whatIsWrittenCanBeRead(String text) {
    assertThat(VerdictText.verdict(text).map(VerdictText::format)).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1012, CLOSED_BY_GATEWAY, 1012",
    "1006, LINK_LOST, 0",
    "503, HANDSHAKE_REJECTED, 503",
    "http 503, HANDSHAKE_REJECTED, 503",
    "http-503, HANDSHAKE_REJECTED, 503",
    "' HTTP503 ', HANDSHAKE_REJECTED, 503",
    "heartbeat-timeout, HEARTBEAT_TIMEOUT, 0",
  })
  void aCauseIsACodeAStatusOrAName(String written, CauseKind kind, int code) {
    assertThat(VerdictText.cause(written)).contains(new CauseKey(kind, code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "99", "600", "101", "http", "1004", "5000", "backoff-over"})
  void everythingElseIsNoCause(String written) {
    assertThat(VerdictText.cause(written)).isEmpty();
  }
}
