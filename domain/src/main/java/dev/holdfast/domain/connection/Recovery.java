package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.verdict.Verdict;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What a connection remembers of its failures, and what follows from the next one. */
final class Recovery {

  private static final double SLOW_SPREAD = 0.2;

  /** More rejections in a row than this make no difference. */
  private static final int REJECTIONS_MAX = 2;

  private static final int REJECTIONS_BITS = 2;
  private static final int CREDENTIALS_WORKED = 1 << REJECTIONS_BITS;

  /** How many bits {@link #bits} takes. */
  static final int BITS = REJECTIONS_BITS + 1;

  private int failures;

  /** Of the credentials, in a row; counted up to {@link #REJECTIONS_MAX}. */
  private int rejections;

  private boolean credentialsWorked;
  private long previousDelayNanos;

  Recovery(ConnectionPolicy policy) {
    forget(policy);
  }

  int failures() {
    return failures;
  }

  /** Whether the credentials used last were rejected. */
  boolean needsFreshCredentials() {
    return rejections > 0;
  }

  /** The connection is up: the gateway took the credentials. Failures stay until it is stable. */
  void up() {
    rejections = 0;
    credentialsWorked = true;
  }

  /** The connection has lasted: the backoff starts over. */
  void stable(ConnectionPolicy policy) {
    failures = 0;
    previousDelayNanos = policy.backoff().baseNanos();
  }

  /** The user starts over. */
  void forget(ConnectionPolicy policy) {
    stable(policy);
    rejections = 0;
  }

  Next after(Cause cause, ConnectionPolicy policy, RandomGenerator random) {
    Verdict verdict = policy.verdicts().verdictOn(cause);
    if (verdict.kind() == Verdict.Kind.STOP) {
      return new Next.Stop(stopReason(cause));
    }
    if (cause.kind() == CauseKind.ROTATION && verdict.kind() == Verdict.Kind.NOW) {
      return retry(uniform(0, policy.backoff().baseNanos(), random));
    }
    failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
    if (verdict.kind() == Verdict.Kind.REFRESH) {
      rejections = Math.min(rejections + 1, REJECTIONS_MAX);
      if (rejections > 1 && !credentialsWorked) {
        return new Next.Stop(StopReason.REJECTED);
      }
    }
    if (policy.maxReconnects().isPresent() && failures > policy.maxReconnects().getAsInt()) {
      return new Next.Stop(StopReason.ATTEMPTS_USED_UP);
    }
    return switch (verdict.kind()) {
      case STOP -> throw new IllegalStateException("decided above");
      case BACKOFF -> retry(backoff(policy, random));
      case SPREAD -> retry(spread(verdict, policy, random));
      case RETRY_AFTER -> retry(retryAfter(cause, policy, random));
      case REFRESH -> rejections == 1 ? retry(backoff(policy, random)) : slow(policy, random);
      case SLOW -> slow(policy, random);
      // At once only for the first failure: a gateway that keeps dropping us is not hammered.
      case NOW ->
          retry(
              failures == 1
                  ? uniform(0, policy.backoff().baseNanos(), random)
                  : backoff(policy, random));
    };
  }

  long previousDelayNanos() {
    return previousDelayNanos;
  }

  /** All but the failures and the delay. */
  int bits() {
    return rejections | (credentialsWorked ? CREDENTIALS_WORKED : 0);
  }

  void restore(int savedFailures, int bits, long savedPreviousDelayNanos) {
    failures = savedFailures;
    rejections = MachineMemory.bits(bits, 0, REJECTIONS_BITS);
    credentialsWorked = (bits & CREDENTIALS_WORKED) != 0;
    previousDelayNanos = savedPreviousDelayNanos;
  }

  private long backoff(ConnectionPolicy policy, RandomGenerator random) {
    previousDelayNanos =
        policy.backoff().delayNanos(failures, previousDelayNanos, random.nextDouble());
    return previousDelayNanos;
  }

  private long spread(Verdict verdict, ConnectionPolicy policy, RandomGenerator random) {
    long low = Math.max(verdict.from().toNanos(), policy.backoff().baseNanos());
    long delay = uniform(low, Math.max(low, verdict.to().toNanos()), random);
    return failures == 1 ? delay : Math.max(delay, backoff(policy, random));
  }

  private long retryAfter(Cause cause, ConnectionPolicy policy, RandomGenerator random) {
    long backoff = backoff(policy, random);
    Duration wish = cause.retryAfter().orElse(Duration.ZERO);
    // Bounded before it is converted: the gateway may name a number of seconds that no long holds
    // in nanoseconds.
    long asked =
        wish.compareTo(ConnectionPolicy.RETRY_AFTER_MAX) < 0
            ? wish.toNanos()
            : ConnectionPolicy.RETRY_AFTER_MAX.toNanos();
    // Everybody was told the same number: spread by the backoff, or a tenth of a long wait.
    return asked == 0 ? backoff : asked + uniform(0, Math.max(backoff, asked / 10), random);
  }

  private Next slow(ConnectionPolicy policy, RandomGenerator random) {
    double nanos = policy.slowRetry().toNanos();
    long low = (long) (nanos * (1 - SLOW_SPREAD));
    long high = (long) (nanos * (1 + SLOW_SPREAD));
    return new Next.Retry(uniform(low, high, random), failures, true);
  }

  private Next retry(long delayNanos) {
    return new Next.Retry(delayNanos, failures, false);
  }

  private static long uniform(long low, long high, RandomGenerator random) {
    return low + (long) ((high - low) * random.nextDouble());
  }

  private static StopReason stopReason(Cause cause) {
    return switch (cause.kind()) {
      case SHUTDOWN, DISCONNECT_REQUESTED -> StopReason.AS_ASKED;
      case CLOSED_BY_GATEWAY ->
          cause.code() == CloseCode.NORMAL ? StopReason.CLOSED_NORMALLY : StopReason.REJECTED;
      default -> StopReason.REJECTED;
    };
  }
}
