package dev.holdfast.adapter.simulation.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations for people. */
final class Ticks {

  private Ticks() {}

  /** Nanoseconds as a number of ticks with at most two digits. */
  static String of(long nanos) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(Clocks.TICK), 2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String of(Duration duration) {
    return of(duration.toNanos());
  }
}
