package dev.holdfast.domain.backoff;

/**
 * The delay before the next attempt, as a pure function of what happened so far and of one random
 * number. {@link Backoff} holds the policies that Holdfast offers; a simulation may bring its own.
 */
public interface BackoffPolicy {

  /**
   * Computes one delay.
   *
   * @param failures failed attempts since the connection was last stable, this one included; 1 or
   *     more
   * @param previousNanos the delay before, in nanoseconds; {@link #baseNanos()} at the first
   *     failure
   * @param random uniform in [0, 1)
   * @return nanoseconds, zero or more, never above {@link #capNanos()}
   */
  long delayNanos(int failures, long previousNanos, double random);

  /** The base: the scale of the first delay, in nanoseconds, above zero. */
  long baseNanos();

  /** The cap: the longest delay, in nanoseconds, at least the base. */
  long capNanos();
}
