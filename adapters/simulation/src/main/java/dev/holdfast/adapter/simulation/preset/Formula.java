package dev.holdfast.adapter.simulation.preset;

import dev.holdfast.domain.backoff.BackoffPolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * A backoff that is written down as a formula in seconds, kept within the promises of {@link
 * BackoffPolicy}: never below zero, never above the cap.
 *
 * @param base the scale of the first delay; above zero
 * @param cap the longest delay that the formula can give, its jitter included; at least the base
 * @param curve the formula
 */
record Formula(Duration base, Duration cap, Curve curve) implements BackoffPolicy {

  private static final double NANOS = 1e9;

  /** A formula: a pure function. */
  @FunctionalInterface
  interface Curve {

    /**
     * One delay in seconds.
     *
     * @param failures failed attempts in a row, the loss of a live link included; 1 or more
     * @param previous the delay before, in seconds; the base at the first failure
     * @param random uniform in [0, 1)
     * @return may exceed the cap, which then holds
     */
    double seconds(int failures, double previous, double random);
  }

  /** Checks the ranges. */
  Formula {
    Objects.requireNonNull(curve, "curve");
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("no range of delays: " + base + " to " + cap);
    }
  }

  /**
   * A formula between two delays in seconds.
   *
   * @param base the scale of the first delay
   * @param cap the longest delay
   */
  static Formula of(double base, double cap, Curve curve) {
    return new Formula(duration(base), duration(cap), curve);
  }

  /** The same delay always. */
  static Formula constant(double seconds) {
    return of(seconds, seconds, (failures, previous, random) -> seconds);
  }

  /**
   * A table of delays without jitter, whose last entry goes on for ever.
   *
   * @param seconds the delays; the smallest above zero is the base, the largest the cap
   */
  static Formula table(double... seconds) {
    double[] delays = seconds.clone();
    double base = Double.MAX_VALUE;
    double cap = 0;
    for (double delay : delays) {
      base = delay > 0 ? Math.min(base, delay) : base;
      cap = Math.max(cap, delay);
    }
    return of(
        base, cap, (failures, previous, random) -> delays[Math.min(failures, delays.length) - 1]);
  }

  /**
   * {@code base x factor^times}, multiplied step by step: {@code Math.pow} need not give the same
   * bits on every platform. Stops growing at {@code limit}, which it then returns.
   */
  static double grown(double base, double factor, int times, double limit) {
    double value = base;
    for (int i = 0; i < times && value < limit; i++) {
      value *= factor;
    }
    return Math.min(value, limit);
  }

  @Override
  public long delayNanos(int failures, long previousNanos, double random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be at least 1 but was " + failures);
    }
    double nanos = curve.seconds(failures, previousNanos / NANOS, random) * NANOS;
    return Math.max(0, Math.min(capNanos(), Math.round(nanos)));
  }

  @Override
  public long baseNanos() {
    return base.toNanos();
  }

  @Override
  public long capNanos() {
    return cap.toNanos();
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
