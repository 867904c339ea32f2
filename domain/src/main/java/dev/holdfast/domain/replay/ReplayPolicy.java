package dev.holdfast.domain.replay;

/**
 * How fast messages that waited for a link are sent once there is one: a fleet that comes back at
 * one moment must not bring its whole backlog at the same moment.
 *
 * @param burst how many go at once, at the start; 0 or more
 * @param perSecond how many a second follow, on average; above zero, infinite if there is no limit
 */
public record ReplayPolicy(int burst, double perSecond) {

  /** Checks the ranges. */
  public ReplayPolicy {
    if (burst < 0) {
      throw new IllegalArgumentException("burst must not be negative but was " + burst);
    }
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond must be above zero but was " + perSecond);
    }
  }

  /** 100 at once, then 1,000 a second. */
  public static ReplayPolicy defaults() {
    return new ReplayPolicy(100, 1_000);
  }

  /** As fast as the link takes them. */
  public static ReplayPolicy unlimited() {
    return new ReplayPolicy(0, Double.POSITIVE_INFINITY);
  }

  /** The mean time between two messages, in nanoseconds; 0 if there is no limit. */
  public long gapNanos() {
    return (long) Math.min(1e9 / perSecond, Long.MAX_VALUE / 4.0);
  }
}
