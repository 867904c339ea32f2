package dev.holdfast.bootstrap.cli;

import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.verdict.Verdict;
import java.util.Optional;

/**
 * How long the first retry after a cause is waited for: a range, because delays are jittered.
 *
 * @param lowNanos lower end, in nanoseconds
 * @param highNanos upper end, in nanoseconds, at least the lower one
 */
record FirstDelay(long lowNanos, long highNanos) {

  private static final double ALMOST_ONE = Math.nextDown(1.0);

  /** The machine spreads slow retries by a fifth to both sides. */
  private static final double SLOW_SPREAD = 0.2;

  /**
   * The range under a policy, as long as the gateway asks for no Retry-After.
   *
   * @return empty if there is no retry
   */
  static Optional<FirstDelay> of(Verdict verdict, ConnectionPolicy policy) {
    return switch (verdict.kind()) {
      case STOP -> Optional.empty();
      case BACKOFF, RETRY_AFTER, REFRESH -> Optional.of(backoff(policy));
      case SPREAD -> Optional.of(spread(verdict, policy));
      case SLOW -> Optional.of(slow(policy));
      case NOW -> Optional.of(new FirstDelay(0, policy.backoff().baseNanos()));
    };
  }

  /** With backoff. */
  static FirstDelay backoff(ConnectionPolicy policy) {
    BackoffPolicy backoff = policy.backoff();
    return new FirstDelay(
        backoff.delayNanos(1, backoff.baseNanos(), 0),
        backoff.delayNanos(1, backoff.baseNanos(), ALMOST_ONE));
  }

  /** Slowly. */
  static FirstDelay slow(ConnectionPolicy policy) {
    double nanos = policy.slowRetry().toNanos();
    return new FirstDelay((long) (nanos * (1 - SLOW_SPREAD)), (long) (nanos * (1 + SLOW_SPREAD)));
  }

  private static FirstDelay spread(Verdict verdict, ConnectionPolicy policy) {
    long low = Math.max(verdict.from().toNanos(), policy.backoff().baseNanos());
    return new FirstDelay(low, Math.max(low, verdict.to().toNanos()));
  }

  /** The range as people say it. */
  String words() {
    return DelayWords.range(lowNanos, highNanos);
  }
}
