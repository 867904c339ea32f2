package dev.holdfast.adapter.simulation.scenario;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in a scenario: as in a configuration. */
final class TimeText {

  // Longer numbers are out of every range; without a bound one could keep BigDecimal busy.
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*(ms|s|m|h|d)?");

  private TimeText() {}

  /** Reads one: a bare number is milliseconds; 200ms, 30s, 1.5m, 2h, 1d, PT30S. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    try {
      if (matcher.matches()) {
        String unit = Optional.ofNullable(matcher.group(2)).orElse("ms");
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(new BigDecimal(nanos(unit)));
        return Optional.of(Duration.ofNanos(nanos.toBigInteger().longValueExact()));
      }
      return text.toUpperCase(Locale.ROOT).startsWith("PT")
          ? Optional.of(Duration.parse(text))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      // The caller says what was expected instead.
      return Optional.empty();
    }
  }

  /** The shortest way to write one that parse understands. */
  static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
      if (nanos % nanos(unit) == 0) {
        return nanos / nanos(unit) + unit;
      }
    }
    return duration.toString();
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "d" -> 86_400_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      default -> 1_000_000L;
    };
  }
}
