package dev.holdfast.adapter.simulation.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a required value is measured in. */
enum Unit {
  /** Something each second; the unit need not be written. */
  PER_SECOND("a number per second such as 2000/s", "(?:/s)?") {
    @Override
    String text(double value) {
      return COUNT.text(value) + "/s";
    }
  },
  /** A duration, kept in seconds. */
  TIME("a duration such as 60s, 500ms or 5m", "(ms|s|m|h)") {
    @Override
    double scaled(double number, String unit) {
      return switch (unit) {
        case "ms" -> number / 1000;
        case "m" -> number * 60;
        case "h" -> number * 3600;
        default -> number;
      };
    }

    @Override
    String text(double value) {
      return value == Double.POSITIVE_INFINITY ? "never" : exact(value) + " s";
    }
  },
  /** A share, kept as a part of 1. */
  SHARE("a share such as 5%", "%") {
    @Override
    double scaled(double number, String unit) {
      return number / 100;
    }

    @Override
    String text(double value) {
      return exact(100 * value) + " %";
    }
  },
  /** A number of things. */
  COUNT("a number such as 20", "") {
    @Override
    String text(double value) {
      return value == Math.rint(value) ? Figures.count((long) value) : exact(value);
    }
  };

  private static final String NUMBER = "([0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s*";

  private final String expected;
  private final String pattern;

  Unit(String expected, String pattern) {
    this.expected = expected;
    this.pattern = pattern;
  }

  /** What a value looks like, for people. */
  String expected() {
    return expected;
  }

  /**
   * Reads a value.
   *
   * @return empty if it has another unit or is no number
   */
  OptionalDouble parse(String text) {
    Matcher matcher = Pattern.compile(NUMBER + pattern).matcher(text);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    String unit = matcher.groupCount() > 1 ? matcher.group(2) : "";
    return OptionalDouble.of(scaled(Double.parseDouble(matcher.group(1)), unit));
  }

  /** The value in the unit that it is kept in. */
  double scaled(double number, String unit) {
    return number;
  }

  /** A measured value for people: exact enough to see why a requirement close to it is not met. */
  abstract String text(double value);

  private static String exact(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
