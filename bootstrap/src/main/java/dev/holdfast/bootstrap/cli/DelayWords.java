package dev.holdfast.bootstrap.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Ranges of delays as people say them: {@code 1 to 3 s}. */
final class DelayWords {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;

  private DelayWords() {}

  /**
   * A range in the unit that fits its upper end.
   *
   * @param lowNanos lower end
   * @param highNanos upper end, at least the lower one
   */
  static String range(long lowNanos, long highNanos) {
    long unit = unit(highNanos);
    String low = number(lowNanos, unit);
    String high = number(highNanos, unit);
    return (low.equals(high) ? high : low + " to " + high) + " " + name(unit);
  }

  /** One delay. */
  static String delay(long nanos) {
    return range(nanos, nanos);
  }

  private static long unit(long nanos) {
    if (nanos < SECOND) {
      return MILLI;
    }
    return nanos < 2 * MINUTE ? SECOND : MINUTE;
  }

  private static String name(long unit) {
    if (unit == MILLI) {
      return "ms";
    }
    return unit == SECOND ? "s" : "min";
  }

  private static String number(long nanos, long unit) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
