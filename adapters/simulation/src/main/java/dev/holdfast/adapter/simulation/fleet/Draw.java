package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import java.util.random.RandomGenerator;

/**
 * Draws times of a log-normal distribution from between the quantiles of a table: one random number
 * and one look each, at a table so small that it stays at hand.
 */
final class Draw {

  private static final int BITS = 10;
  private static final int QUANTILES = 1 << BITS;

  /** How far between two quantiles. */
  private static final int BETWEEN_BITS = 20;

  /** The 99th percentile of the standard normal distribution. */
  private static final double Z_99 = 2.3263478740408408;

  /** Further out than any quantile of the table. */
  private static final double Z_FAR = 6;

  private final long[] nanos = new long[QUANTILES + 1];

  Draw(Spread spread) {
    double median = spread.median().toNanos();
    double width =
        spread.median().isZero() ? 0 : StrictMath.log(spread.p99().toNanos() / median) / Z_99;
    double outermost = 0.5 / QUANTILES;
    for (int i = 0; i <= QUANTILES; i++) {
      double share = Math.max(outermost, Math.min(1 - outermost, (double) i / QUANTILES));
      nanos[i] = Math.round(median * StrictMath.exp(width * normal(share)));
    }
  }

  long next(RandomGenerator random) {
    long drawn = random.nextLong();
    int low = (int) (drawn >>> (Long.SIZE - BITS));
    long between = (drawn << BITS) >>> (Long.SIZE - BETWEEN_BITS);
    return nanos[low] + (((nanos[low + 1] - nanos[low]) * between) >> BETWEEN_BITS);
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
