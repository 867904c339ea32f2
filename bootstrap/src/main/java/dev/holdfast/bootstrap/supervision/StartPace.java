package dev.holdfast.bootstrap.supervision;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many connections begin at once: a few, the others one after the other with jitter, so that a
 * daemon with a thousand of them is no storm by itself.
 *
 * @param atOnce how many begin without waiting, at least 1
 * @param perSecond how many follow each second, above 0
 */
public record StartPace(int atOnce, double perSecond) {

  /** The usual pace. */
  public static final StartPace USUAL = new StartPace(10, 100);

  /** Checks the ranges. */
  public StartPace {
    if (atOnce < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "no pace: " + atOnce + " at once, then " + perSecond + "/s");
    }
  }

  /**
   * When one of them begins: somewhere in its own slot, so never more than one slot away from its
   * neighbours.
   *
   * @param index from 0
   * @param random for the place in its slot
   */
  public Duration delay(int index, RandomGenerator random) {
    if (index < atOnce) {
      return Duration.ZERO;
    }
    double slots = index - atOnce + random.nextDouble();
    return Duration.ofNanos((long) (slots / perSecond * Duration.ofSeconds(1).toNanos()));
  }
}
