package dev.holdfast.domain.connection;

import dev.holdfast.domain.heartbeat.HeartbeatPolicy;

/** One moment that is being waited for, or none. */
final class Deadline {

  private static final int ARMED = 1;
  private static final int GRACE_GIVEN = 2;

  /** How many bits {@link #bits} takes. */
  static final int BITS = 2;

  private long nanos;
  private boolean armed;

  /** Whether it came too late already, and was put off. */
  private boolean graceGiven;

  void arm(long atNanos) {
    armed = true;
    nanos = atNanos;
    graceGiven = false;
  }

  void disarm() {
    armed = false;
  }

  boolean armed() {
    return armed;
  }

  /** Meaningful while {@link #armed}. */
  long nanos() {
    return nanos;
  }

  boolean passed(long nowNanos) {
    return armed && nowNanos - nanos >= 0;
  }

  /**
   * Puts it off, once, if its timer came so late that this process must have slept: the answer may
   * be waiting to be read.
   */
  boolean putOffOnce(HeartbeatPolicy policy, long nowNanos) {
    boolean late = nowNanos - nanos > policy.lateAfterNanos();
    if (!late || graceGiven) {
      return false;
    }
    arm(nowNanos + policy.drainForNanos());
    graceGiven = true;
    return true;
  }

  /** All but the moment. */
  int bits() {
    return armed ? ARMED | (graceGiven ? GRACE_GIVEN : 0) : 0;
  }

  /** How long until then; 0 while nothing is waited for. */
  long afterNanos(long nowNanos) {
    return armed ? nanos - nowNanos : 0;
  }

  void restore(int bits, long atNanos) {
    nanos = atNanos;
    armed = (bits & ARMED) != 0;
    graceGiven = (bits & GRACE_GIVEN) != 0;
  }
}
