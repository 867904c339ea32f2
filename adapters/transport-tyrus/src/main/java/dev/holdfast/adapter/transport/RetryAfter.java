package dev.holdfast.adapter.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the Retry-After header: seconds or an HTTP date in any of its three forms (RFC 9110). */
final class RetryAfter {

  /** More digits than any wait that makes sense; keeps the number far from overflowing. */
  private static final int MAX_DIGITS = 9;

  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /**
   * Reads one value.
   *
   * @param value the header as received
   * @param now the wall clock
   * @return how long to stay away, zero for a date in the past; empty if it means nothing
   */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() > MAX_DIGITS
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    for (DateTimeFormatter format : FORMATS) {
      try {
        Duration wait = Duration.between(now, ZonedDateTime.parse(text, format).toInstant());
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
      } catch (DateTimeException e) {
        // Not in this form: the next one is tried, and none of them means no value.
      }
    }
    return Optional.empty();
  }
}
