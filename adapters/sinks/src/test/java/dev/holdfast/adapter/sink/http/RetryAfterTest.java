package dev.holdfast.adapter.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seconds, dates, nonsense; never longer than ten minutes. */
final class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "30 | PT30S",
        "600 | PT10M",
        "601 | PT10M",
        "999999999 | PT10M",
        "-5 | PT0S",
        "soon | PT0S",
        "99999999999999999999 | PT0S",
        "Thu, 26 Nov 2026 10:01:00 GMT | PT1M",
        "Thu, 26 Nov 2026 09:00:00 GMT | PT0S",
        "Fri, 27 Nov 2026 10:00:00 GMT | PT10M"
      })
  void aWishIsRead(String value, Duration expected) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(expected);
  }
}
