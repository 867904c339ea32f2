package dev.holdfast.adapter.simulation.scenario;

import java.time.Duration;

/** What numbers and durations of a scenario must keep to, whoever makes it. */
final class Ranges {

  private Ranges() {}

  static void requirePositive(String name, Duration value) {
    if (value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero");
    }
    requireNotNegative(name, value);
  }

  static void requireNotNegative(String name, Duration value) {
    if (value.isNegative() || value.compareTo(Scenario.LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be between zero and " + Scenario.LONGEST + " but was " + value);
    }
  }

  static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative but was " + value);
    }
  }

  static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1 but was " + value);
    }
  }
}
