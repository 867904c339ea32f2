package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Numbers as people read them. The same in every country: reports are compared. */
final class Figures {

  private static final double MINUTES_FROM = 600;
  private static final double HOURS_FROM = 2 * 3600;
  private static final double ONE_DECIMAL_BELOW = 10;

  private Figures() {}

  /** A whole number with its thousands apart: {@code 10,000}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with one decimal while it is small: {@code 2.5}, {@code 33}. */
  static String number(double number) {
    return number < ONE_DECIMAL_BELOW && number != Math.rint(number)
        ? String.format(Locale.ROOT, "%.1f", number)
        : count(Math.round(number));
  }

  /** A share of 1 in percent; what is not quite none, or not quite all, does not look so. */
  static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.1) {
      return "<0.1 %";
    }
    if (percent < 100 && percent > 99.9) {
      return ">99.9 %";
    }
    if (percent > 99 && percent < 100) {
      return String.format(Locale.ROOT, "%.1f %%", Math.floor(percent * 10) / 10);
    }
    return number(percent) + " %";
  }

  /** A duration in the unit that fits: {@code 1.5 s}, {@code 137 s}, {@code 12 min}. */
  static String time(Duration duration) {
    double seconds = seconds(duration);
    if (seconds < MINUTES_FROM) {
      return number(seconds) + " s";
    }
    return seconds < HOURS_FROM
        ? number(seconds / 60) + " min"
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** The same, or {@code never}. */
  static String time(Optional<Duration> duration) {
    return duration.map(Figures::time).orElse("never");
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** The share of the attempts that did not bring a device up. */
  static double wasted(StormResult result) {
    return result.attempts() == 0 ? 0 : (double) result.wastedAttempts() / result.attempts();
  }
}
