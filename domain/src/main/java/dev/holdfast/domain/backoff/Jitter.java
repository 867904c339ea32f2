package dev.holdfast.domain.backoff;

import java.util.Locale;
import java.util.Optional;

/**
 * The ways of spreading delays, in the meanings of the AWS Architecture Blog ("Exponential Backoff
 * And Jitter", 2015).
 *
 * <p>In every one the <em>range</em> is bounded by the cap, not the sample: {@code min(cap, U(a,
 * b))} would put all that exceeds the cap exactly on it, and a fleet that has waited long would
 * come back in step.
 */
public enum Jitter {
  /** Uniform in [base, min(cap, 3 x previous delay)]. */
  DECORRELATED {
    @Override
    long delayNanos(long base, long cap, int failures, long previous, double random) {
      long high = previous > cap / 3 ? cap : Math.max(base, 3 * previous);
      return between(base, high, random);
    }
  },
  /** Uniform in [0, min(cap, base x 2^(failures-1))]. */
  FULL {
    @Override
    long delayNanos(long base, long cap, int failures, long previous, double random) {
      return between(0, exponential(base, cap, DOUBLING, failures), random);
    }
  },
  /** Uniform in [e/2, e] with e = min(cap, base x 2^(failures-1)). */
  EQUAL {
    @Override
    long delayNanos(long base, long cap, int failures, long previous, double random) {
      long raw = exponential(base, cap, DOUBLING, failures);
      return between(raw / 2, raw, random);
    }
  },
  /**
   * Uniform in [0.8 e, min(cap, 1.2 e)] with e = min(cap, base x 1.6^(failures-1)): the factors of
   * gRPC's connection backoff, but never above the cap.
   */
  PROPORTIONAL {
    @Override
    long delayNanos(long base, long cap, int failures, long previous, double random) {
      long raw = exponential(base, cap, GRPC_MULTIPLIER, failures);
      long low = (long) (raw * 0.8);
      return between(low, Math.min(cap, raw + (raw - low)), random);
    }
  },
  /** Always the base. For tests and for one device alone; a fleet stays in step. */
  FIXED {
    @Override
    long delayNanos(long base, long cap, int failures, long previous, double random) {
      return base;
    }
  };

  private static final double DOUBLING = 2.0;
  private static final double GRPC_MULTIPLIER = 1.6;

  abstract long delayNanos(long base, long cap, int failures, long previous, double random);

  /** The name in configuration: the constant in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a jitter by its name in configuration.
   *
   * @param id such as {@code decorrelated}
   * @return empty if there is none of that name
   */
  public static Optional<Jitter> byId(String id) {
    for (Jitter jitter : values()) {
      if (jitter.id().equals(id)) {
        return Optional.of(jitter);
      }
    }
    return Optional.empty();
  }

  // Multiplied step by step: Math.pow need not give the same bits on every platform.
  private static long exponential(long base, long cap, double multiplier, int failures) {
    double raw = base;
    for (int i = 1; i < failures && raw < cap; i++) {
      raw *= multiplier;
    }
    // Nothing is lost: a double holds the nanoseconds of any cap, which is at most a day.
    return (long) Math.min(raw, (double) cap);
  }

  private static long between(long low, long high, double random) {
    return low + (long) ((high - low) * random);
  }
}
