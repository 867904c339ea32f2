package dev.holdfast.domain.time;

/**
 * The monotonic clock on which every deadline lives.
 *
 * <p>The origin is arbitrary and differs from one process to the next, so readings are only ever
 * compared with readings of the same clock, by subtraction, and are never stored. Steps of the wall
 * clock do not move it.
 */
@FunctionalInterface
public interface Clock {

  /**
   * Reads the clock.
   *
   * @return nanoseconds since an arbitrary origin; never less than an earlier reading
   */
  long nanoTime();
}
