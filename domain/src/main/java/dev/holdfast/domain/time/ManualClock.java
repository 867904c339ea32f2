package dev.holdfast.domain.time;

import java.time.Duration;

/**
 * A clock that moves only when told to, for simulations and tests.
 *
 * <p>Not thread-safe: it belongs to the one thread that drives the simulation.
 */
public final class ManualClock implements Clock {

  private long nanos;

  /** Creates a clock that reads zero. */
  public ManualClock() {
    this(0);
  }

  /**
   * Creates a clock with the given first reading.
   *
   * @param originNanos any value; a start close to {@link Long#MAX_VALUE} exercises wrap-around
   */
  public ManualClock(long originNanos) {
    this.nanos = originNanos;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  /**
   * Moves the clock forward.
   *
   * @param step zero or more
   * @throws IllegalArgumentException if the step is negative: a monotonic clock never goes back
   */
  public void advance(Duration step) {
    advanceNanos(step.toNanos());
  }

  /**
   * Moves the clock forward.
   *
   * @param stepNanos zero or more
   * @throws IllegalArgumentException if the step is negative: a monotonic clock never goes back
   */
  public void advanceNanos(long stepNanos) {
    if (stepNanos < 0) {
      throw new IllegalArgumentException(
          "a monotonic clock cannot go back, but the step was " + stepNanos + " ns");
    }
    nanos += stepNanos;
  }
}
