package dev.holdfast.adapter.sink.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header in which a server says when to come back (RFC 9110 section 10.2.3). */
final class RetryAfter {

  /** Nobody is obeyed for longer. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  /**
   * How long to wait, at most {@link #LONGEST}; zero if the value means nothing.
   *
   * @param value seconds, or a date
   * @param now for the date
   */
  static Duration parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, then));
    } catch (DateTimeException e) {
      // A server that says nothing we understand has not said anything.
      return Duration.ZERO;
    }
  }

  private static Duration bounded(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
  }
}
