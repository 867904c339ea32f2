package dev.holdfast.bootstrap.simulate;

import java.time.Duration;

/**
 * How far a storm is, for a progress bar. It may go on until its scenario's time is over, but as a
 * rule it ends soon after recovery, and about when the storm before it did.
 */
final class LikelyLength {

  private static final long AFTER_RECOVERY_NANOS = 60_000_000_000L;

  /** How far it is when it should be over and goes on. */
  private static final double NEARLY = 0.9;

  private long likelyNanos;

  /**
   * The length of a first storm.
   *
   * @param recovery when the last fault is over
   */
  LikelyLength(Duration recovery) {
    likelyNanos = recovery.toNanos() + AFTER_RECOVERY_NANOS;
  }

  /**
   * How far it is.
   *
   * @param simulatedNanos so long it has been
   * @param ofNanos so long it will be at most
   * @return from 0 to 1
   */
  double share(long simulatedNanos, long ofNanos) {
    if (likelyNanos >= ofNanos) {
      return (double) simulatedNanos / ofNanos;
    }
    return simulatedNanos <= likelyNanos
        ? NEARLY * simulatedNanos / likelyNanos
        : NEARLY + (1 - NEARLY) * (simulatedNanos - likelyNanos) / (ofNanos - likelyNanos);
  }

  /** So long it has been in the end; the next will be much like it. */
  void was(Duration simulated) {
    likelyNanos = simulated.toNanos();
  }
}
