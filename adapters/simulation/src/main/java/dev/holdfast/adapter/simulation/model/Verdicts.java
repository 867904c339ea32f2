package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Between which bounds the delay after a cause lies, by the words of the table. */
final class Verdicts {

  /** What floating point may add to or take from a slow retry, in nanoseconds. */
  private static final long ROUNDING = 2;

  private final ConnectionPolicy policy;

  Verdicts(ConnectionPolicy policy) {
    this.policy = policy;
  }

  boolean asksForCredentials(Cause cause) {
    return policy.verdicts().verdictOn(cause).kind() == Verdict.Kind.REFRESH;
  }

  /** What is wrong with a planned retry. */
  Optional<String> complaint(Cause cause, Next.Retry retry) {
    Verdict verdict = policy.verdicts().verdictOn(cause);
    long base = policy.backoff().baseNanos();
    long cap = policy.backoff().capNanos();
    if (retry.unhealthy()) {
      long slow = policy.slowRetry().toNanos();
      return verdict.kind() == Verdict.Kind.SLOW || verdict.kind() == Verdict.Kind.REFRESH
          ? between(slow / 10 * 8 - ROUNDING, slow / 10 * 12 + ROUNDING, retry)
          : Optional.of("unhealthy after " + Stimulus.name(cause));
    }
    return switch (verdict.kind()) {
      case STOP -> Optional.of("a retry after " + Stimulus.name(cause) + ", which says stop");
      case SLOW -> Optional.of("a slow retry that is not reported");
      case SPREAD ->
          between(
              Math.max(base, verdict.from().toNanos()),
              Math.max(cap, verdict.to().toNanos()),
              retry);
      case RETRY_AFTER -> {
        Duration wish = cause.retryAfter().orElse(Duration.ZERO);
        Duration most = ConnectionPolicy.RETRY_AFTER_MAX;
        long asked = (wish.compareTo(most) < 0 ? wish : most).toNanos();
        yield between(asked, asked + Math.max(cap, asked / 10), retry);
      }
      case NOW -> between(0, cause.kind() == CauseKind.ROTATION ? base : cap, retry);
      case BACKOFF, REFRESH -> between(0, cap, retry);
    };
  }

  private static Optional<String> between(long low, long high, Next.Retry retry) {
    long delay = retry.delayNanos();
    return delay >= low && delay <= high
        ? Optional.empty()
        : Optional.of(
            "a delay of "
                + Ticks.of(delay)
                + " ticks, which is not between "
                + Ticks.of(low)
                + " and "
                + Ticks.of(high));
  }
}
