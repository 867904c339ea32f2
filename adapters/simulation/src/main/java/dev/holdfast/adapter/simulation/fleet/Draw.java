package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import java.util.random.RandomGenerator;

/**
 * Draws times of a log-normal distribution from a table of its quantiles: one random number and one
 * look each.
 */
final class Draw {

  private static final int BITS = 12;
  private static final int QUANTILES = 1 << BITS;

  /** The 99th percentile of the standard normal distribution. */
  private static final double Z_99 = 2.3263478740408408;

  /** Further out than any quantile of the table. */
  private static final double Z_FAR = 6;

  private final long[] nanos = new long[QUANTILES];

  Draw(Spread spread) {
    double median = spread.median().toNanos();
    double width =
        spread.median().isZero() ? 0 : StrictMath.log(spread.p99().toNanos() / median) / Z_99;
    for (int i = 0; i < QUANTILES; i++) {
      nanos[i] = Math.round(median * StrictMath.exp(width * normal((i + 0.5) / QUANTILES)));
    }
  }

  long next(RandomGenerator random) {
    return nanos[(int) (random.nextLong() >>> (Long.SIZE - BITS))];
  }

  /** The quantile of the standard normal distribution, by bisection: the table is made once. */
  private static double normal(double probability) {
    double low = -Z_FAR;
    double high = Z_FAR;
    for (int i = 0; i < 48; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** How much of the standard normal distribution is below z: Abramowitz and Stegun 26.2.17. */
  private static double below(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double above = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI) * tail;
    return z >= 0 ? 1 - above : above;
  }
}
