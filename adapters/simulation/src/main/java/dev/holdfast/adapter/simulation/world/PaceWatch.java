package dev.holdfast.adapter.simulation.world;

import dev.holdfast.domain.replay.ReplayPolicy;
import java.util.Optional;

/**
 * Counts what of the messages that waited for a link is written to it, and how fast. All times are
 * readings of the process's own clock, in nanoseconds.
 */
final class PaceWatch {

  /** How far behind the pace the application may catch up: timers are not that exact. */
  private static final long CATCH_UP_NANOS = 20_000_000;

  private final ReplayPolicy policy;
  private long upNanos;
  private int written;

  PaceWatch(ReplayPolicy policy) {
    this.policy = policy;
  }

  void up(long now) {
    upNanos = now;
    written = 0;
  }

  /** One that has waited is written; says what is wrong with that. */
  Optional<String> writing(long now) {
    written++;
    // Gaps are half as long as the mean at the least.
    long shortestGap = policy.gapNanos() / 2;
    if (shortestGap == 0) {
      return Optional.empty();
    }
    long most = policy.burst() + 1 + (now - upNanos + CATCH_UP_NANOS) / shortestGap;
    return written <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                "%d messages that had waited %d ms after the link came up, at %s",
                written, (now - upNanos) / 1_000_000, policy));
  }
}
