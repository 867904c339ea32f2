package dev.holdfast.adapter.simulation.world;

import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.util.Optional;

/**
 * Knows until when a dead gateway must have been noticed, from what was seen on the wire. All times
 * are readings of the process's own clock, in nanoseconds.
 */
final class Vigil {

  private final HeartbeatPolicy policy;
  private final long slackNanos;
  private long lifeNanos;
  private long askedNanos;
  private long writtenNanos;
  private boolean asked;
  private boolean written;
  private boolean reading = true;

  /**
   * A vigil.
   *
   * @param slackNanos how late things may be on account of the weather
   */
  Vigil(HeartbeatPolicy policy, long slackNanos) {
    this.policy = policy;
    // A timer that is late by less than this is held against the gateway.
    this.slackNanos = slackNanos + policy.lateAfterNanos();
  }

  /** A frame came. */
  void life(long now) {
    lifeNanos = now;
    if (written) {
      asked = false;
      written = false;
    } else if (asked) {
      askedNanos = now;
    }
  }

  /** The silence until now is nobody's fault but ours. */
  void excuse(long now) {
    lifeNanos = now;
    asked = false;
    written = false;
  }

  /** Late timers are forgiven: the process has slept. */
  void timerLate(long lateNanos, long now) {
    if (lateNanos > policy.lateAfterNanos()) {
      excuse(now);
    }
  }

  void reading(boolean yes, long now) {
    reading = yes;
    excuse(now);
  }

  void heartbeat(boolean left, long now) {
    if (left) {
      written = asked;
      writtenNanos = now;
    } else {
      asked = true;
      written = false;
      askedNanos = now;
    }
  }

  /** What is wrong with a link that is still up at this time. */
  Optional<String> overdue(long now) {
    if (!policy.enabled() || !reading) {
      return Optional.empty();
    }
    long by = dueNanos();
    return now - by > slackNanos
        ? Optional.of(
            String.format(
                "still up %d ms after %s was due",
                (now - by) / 1_000_000, asked ? "giving it up" : "a heartbeat"))
        : Optional.empty();
  }

  private long dueNanos() {
    if (written) {
      return writtenNanos + policy.timeout().toNanos();
    }
    return asked
        ? askedNanos + policy.interval().toNanos() + policy.timeout().toNanos()
        : lifeNanos + policy.interval().toNanos();
  }
}
