package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry-After: seconds or one of the three forms of an HTTP date (RFC 9110 5.6.7, 10.2.3). */
class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "120 | 120",
        " 7  | 7",
        "999999999 | 999999999",
        "Sun, 22 Nov 2026 20:01:30 GMT | 90",
        "Sun, 22 Nov 2026 19:00:00 GMT | 0",
        "Sunday, 22-Nov-26 20:02:00 GMT | 120",
        "Sun Nov 22 20:00:05 2026 | 5",
        "Tue Dec  1 20:00:00 2026 | 777600",
      })
  void isRead(String value, long seconds) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-5",
        "+5",
        "1.5",
        "1000000000",
        "99999999999999999999",
        "soon",
        "1 2",
        "٣",
        "Sun, 99 Nov 2026 20:00:00 GMT"
      })
  void meansNothing(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
