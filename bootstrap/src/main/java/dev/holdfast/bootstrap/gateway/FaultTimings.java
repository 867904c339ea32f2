package dev.holdfast.bootstrap.gateway;

import java.time.Duration;

/**
 * How long the faults that last do last.
 *
 * @param restartDowntime how long {@link Fault#RESTART} refuses TCP connections; positive, at most
 *     {@link #LONGEST}
 * @param retryAfter what {@link Fault#REFUSE} asks for in Retry-After, rounded up to whole seconds;
 *     handshakes are refused for this long from the first refused one on, so a client that waits as
 *     asked is let in at its next try; positive, at most {@link #LONGEST}
 * @param freezeLimit when {@link Fault#FREEZE} cuts the connection if the client did not give up
 *     before; positive, at most {@link #LONGEST}
 */
public record FaultTimings(Duration restartDowntime, Duration retryAfter, Duration freezeLimit) {

  /** The upper bound of every time in here. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  /** Checks the ranges. */
  public FaultTimings {
    requireInRange("restartDowntime", restartDowntime);
    requireInRange("retryAfter", retryAfter);
    requireInRange("freezeLimit", freezeLimit);
  }

  /**
   * Down for 1 s, Retry-After 2 s, frozen for 60 s at most.
   *
   * @return the defaults
   */
  public static FaultTimings defaults() {
    return new FaultTimings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(60));
  }

  /** The value of the Retry-After header in whole seconds (RFC 9110 section 10.2.3). */
  long retryAfterSeconds() {
    return retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static void requireInRange(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be above zero and at most " + LONGEST + ": " + value);
    }
  }
}
