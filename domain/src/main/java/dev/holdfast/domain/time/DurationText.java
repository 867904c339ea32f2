package dev.holdfast.domain.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Durations as people write them. */
public final class DurationText {

  /** What a duration looks like, for the text of a problem. */
  public static final String EXPECTED = "a duration such as 30s, 5m, PT30S or milliseconds";

  private static final String NUMBER_AND_UNIT = "[0-9]{1,18}(\\.[0-9]{1,9})?\\s*(ms|s|m|h|d)?";

  /** From the longest to the shortest. */
  private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final int DIGITS_OF_NANOS = 9;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final long BILLIONTHS_OF_MILLIS_PER_NANO = 1_000;

  private DurationText() {}

  /**
   * Reads a duration: a bare number is milliseconds; {@code 500ms}, {@code 30s}, {@code 1.5m},
   * {@code 2h}, {@code 1d}; ISO 8601 such as {@code PT30S}.
   *
   * @param text blanks around it do not count
   * @return empty if it is none, or longer than about 292 years; ISO 8601 may give a negative one
   */
  public static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.matches(NUMBER_AND_UNIT)) {
      return numberAndUnit(trimmed);
    }
    return trimmed.toUpperCase(Locale.ROOT).startsWith("P") ? iso(trimmed) : Optional.empty();
  }

  /** The shortest way to write a duration: {@code 30s}, {@code 5m}, {@code 1500ms}. */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (String unit : UNITS) {
      long nanosPerUnit = nanosPer(unit);
      if (nanos % nanosPerUnit == 0) {
        return nanos / nanosPerUnit + unit;
      }
    }
    return duration.toString();
  }

  private static Optional<Duration> numberAndUnit(String text) {
    int end = 0;
    while (end < text.length() && (text.charAt(end) == '.' || isDigit(text.charAt(end)))) {
      end++;
    }
    String[] number = text.substring(0, end).split("\\.", -1);
    String fraction = number.length == 1 ? "" : number[1];
    String billionths = fraction + "0".repeat(DIGITS_OF_NANOS - fraction.length());
    long nanosPerUnit = nanosPer(text.substring(end).strip());
    try {
      long nanos = Math.multiplyExact(Long.parseLong(number[0]), nanosPerUnit);
      return Optional.of(
          Duration.ofNanos(Math.addExact(nanos, part(Long.parseLong(billionths), nanosPerUnit))));
    } catch (ArithmeticException e) {
      // Longer than 292 years: out of every range.
      return Optional.empty();
    }
  }

  /** So many billionths of a unit, which is whole milliseconds long: without an overflow. */
  private static long part(long billionths, long nanosPerUnit) {
    return billionths * (nanosPerUnit / NANOS_PER_MILLI) / BILLIONTHS_OF_MILLIS_PER_NANO;
  }

  private static Optional<Duration> iso(String text) {
    try {
      Duration parsed = Duration.parse(text);
      return parsed.abs().compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(parsed);
    } catch (DateTimeException | ArithmeticException e) {
      // The caller says what was expected instead; the parser's own words would not help.
      return Optional.empty();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The nanoseconds of a unit; milliseconds if there is none. */
  private static long nanosPer(String unit) {
    return switch (unit) {
      case "d" -> 86_400_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      default -> 1_000_000L;
    };
  }
}
