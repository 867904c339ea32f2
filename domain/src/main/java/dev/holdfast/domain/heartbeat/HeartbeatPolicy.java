package dev.holdfast.domain.heartbeat;

import java.time.Duration;

/**
 * When to ask a silent gateway whether it still lives, and how long to wait for any answer.
 *
 * <p>Any inbound frame is life. A heartbeat is due one interval after the last of them; once it has
 * actually been written, the gateway has the timeout to send anything at all.
 *
 * @param enabled whether heartbeats are sent; if not, a dead gateway is noticed only by TCP
 * @param interval silence after which a heartbeat is due; above zero, at most a year
 * @param timeout wait after a heartbeat was written; above zero, at most a year
 */
public record HeartbeatPolicy(boolean enabled, Duration interval, Duration timeout) {

  /** No gateway may want heartbeats more often. */
  public static final Duration DICTATED_LEAST = Duration.ofSeconds(1);

  /** No gateway may want heartbeats less often. */
  public static final Duration DICTATED_MOST = Duration.ofHours(24);

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long LONGEST_TOLERANCE_NANOS = 1_000_000_000L;
  private static final long LONGEST_DRAIN_NANOS = 100_000_000L;

  /** Checks the ranges. */
  public HeartbeatPolicy {
    requireInRange("interval", interval);
    requireInRange("timeout", timeout);
  }

  /** Due after 30 s of silence (well inside the 60 s of common proxies), 5 s for the answer. */
  public static HeartbeatPolicy defaults() {
    return new HeartbeatPolicy(true, DEFAULT_INTERVAL, DEFAULT_TIMEOUT);
  }

  /** No heartbeats. */
  public static HeartbeatPolicy off() {
    return new HeartbeatPolicy(false, DEFAULT_INTERVAL, DEFAULT_TIMEOUT);
  }

  /** Whether a gateway may dictate this interval. */
  public static boolean isDictatable(Duration interval) {
    return interval.compareTo(DICTATED_LEAST) >= 0 && interval.compareTo(DICTATED_MOST) <= 0;
  }

  /**
   * Checks that a gateway may dictate this interval.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireDictatable(Duration interval) {
    if (!isDictatable(interval)) {
      throw new IllegalArgumentException(
          "a dictated heartbeat interval must be from 1 s to 24 h but was " + interval);
    }
  }

  /**
   * How late a timer may fire before the process, not the gateway, is taken to have slept.
   *
   * @return half the timeout, at most 1 s
   */
  public Duration lateAfter() {
    return Duration.ofNanos(lateAfterNanos());
  }

  /** {@link #lateAfter} in nanoseconds, for the machine: asked for at every heartbeat. */
  public long lateAfterNanos() {
    return Math.min(timeout.toNanos() / 2, LONGEST_TOLERANCE_NANOS);
  }

  /**
   * How long buffered input is read after a late timer before the probe is sent: what arrived while
   * the process slept must not pass for an answer to the probe.
   *
   * @return half the timeout, at most 100 ms
   */
  public Duration drainFor() {
    return Duration.ofNanos(drainForNanos());
  }

  /** {@link #drainFor} in nanoseconds, for the machine. */
  public long drainForNanos() {
    return Math.min(timeout.toNanos() / 2, LONGEST_DRAIN_NANOS);
  }

  private static void requireInRange(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero but was " + value);
    }
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be at most " + LONGEST + " but was " + value);
    }
  }
}
