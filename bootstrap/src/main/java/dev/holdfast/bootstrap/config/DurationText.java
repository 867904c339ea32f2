package dev.holdfast.bootstrap.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in a configuration. */
public final class DurationText {

  /** What a duration looks like, for the text of a problem. */
  public static final String EXPECTED = "a duration such as 30s, 5m, PT30S or milliseconds";

  // Longer numbers are out of every range; without a bound one could keep BigDecimal busy.
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)\\s*(ms|s|m|h|d)?");

  private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

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
    Matcher matcher = NUMBER_AND_UNIT.matcher(trimmed);
    if (matcher.matches()) {
      String unit = Optional.ofNullable(matcher.group(2)).orElse("ms");
      return ofNanos(new BigDecimal(matcher.group(1)).multiply(nanosPer(unit)));
    }
    return trimmed.toUpperCase(Locale.ROOT).startsWith("P") ? iso(trimmed) : Optional.empty();
  }

  /** The shortest way to write a duration: {@code 30s}, {@code 5m}, {@code 1500ms}. */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
      long nanosPerUnit = nanosPer(unit).longValueExact();
      if (nanos % nanosPerUnit == 0) {
        return nanos / nanosPerUnit + unit;
      }
    }
    return duration.toString();
  }

  private static Optional<Duration> iso(String text) {
    try {
      Duration parsed = Duration.parse(text);
      BigDecimal nanos =
          BigDecimal.valueOf(parsed.getSeconds())
              .multiply(nanosPer("s"))
              .add(BigDecimal.valueOf(parsed.getNano()));
      return ofNanos(nanos);
    } catch (DateTimeException | ArithmeticException e) {
      // The caller says what was expected instead; the parser's own words would not help.
      return Optional.empty();
    }
  }

  private static Optional<Duration> ofNanos(BigDecimal nanos) {
    return nanos.abs().compareTo(NANOS_MAX) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.longValue()));
  }

  private static BigDecimal nanosPer(String unit) {
    return switch (unit) {
      case "d" -> BigDecimal.valueOf(86_400_000_000_000L);
      case "h" -> BigDecimal.valueOf(3_600_000_000_000L);
      case "m" -> BigDecimal.valueOf(60_000_000_000L);
      case "s" -> BigDecimal.valueOf(1_000_000_000L);
      default -> BigDecimal.valueOf(1_000_000L);
    };
  }
}
