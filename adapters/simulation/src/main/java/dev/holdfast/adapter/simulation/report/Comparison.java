package dev.holdfast.adapter.simulation.report;

import java.util.Arrays;
import java.util.Optional;

/** How a value is compared with the required one. */
enum Comparison {
  AT_MOST("<="),
  BELOW("<"),
  AT_LEAST(">="),
  ABOVE(">"),
  EQUAL("==");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  boolean holds(double value, double required) {
    return switch (this) {
      case AT_MOST -> value <= required;
      case BELOW -> value < required;
      case AT_LEAST -> value >= required;
      case ABOVE -> value > required;
      case EQUAL -> value == required;
    };
  }

  static Optional<Comparison> bySign(String sign) {
    return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst();
  }
}
