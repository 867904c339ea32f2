package dev.holdfast.domain.backoff;

import java.time.Duration;
import java.util.Objects;

/**
 * Delays between a base and a cap, spread by a jitter.
 *
 * @param jitter how they are spread
 * @param base the scale of the first delay; above zero
 * @param cap the longest delay; at least the base, at most a day
 */
public record Backoff(Jitter jitter, Duration base, Duration cap) implements BackoffPolicy {

  private static final Duration LONGEST_CAP = Duration.ofDays(1);

  /** Checks the ranges. */
  public Backoff {
    Objects.requireNonNull(jitter, "jitter");
    if (base.isNegative() || base.isZero()) {
      throw new IllegalArgumentException("base must be above zero but was " + base);
    }
    if (cap.compareTo(base) < 0 || cap.compareTo(LONGEST_CAP) > 0) {
      throw new IllegalArgumentException(
          "cap must be between the base " + base + " and " + LONGEST_CAP + " but was " + cap);
    }
  }

  /** Decorrelated jitter from 1 s to 30 s. */
  public static Backoff defaults() {
    return new Backoff(Jitter.DECORRELATED, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  @Override
  public long delayNanos(int failures, long previousNanos, double random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be at least 1 but was " + failures);
    }
    if (!(random >= 0 && random < 1)) {
      throw new IllegalArgumentException("random must be in [0, 1) but was " + random);
    }
    return jitter.delayNanos(baseNanos(), capNanos(), failures, previousNanos, random);
  }

  @Override
  public long baseNanos() {
    return base.toNanos();
  }

  @Override
  public long capNanos() {
    return cap.toNanos();
  }
}
