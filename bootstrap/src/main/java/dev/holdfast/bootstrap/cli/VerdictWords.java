package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;

/** What a verdict comes to under a given policy, with the delays worked out. */
final class VerdictWords {

  private final ConnectionPolicy policy;

  VerdictWords(ConnectionPolicy policy) {
    this.policy = policy;
  }

  /** The verdict on a cause in a few words, for a line of a table. */
  String brief(CauseKey key, Verdict verdict) {
    String delay =
        FirstDelay.of(verdict, policy)
            .map(first -> " after " + first.words())
            .orElseGet(() -> " (" + exit(stopReason(key)) + ")");
    return verdict.kind() == Verdict.Kind.RETRY_AFTER
        ? verdict.kind().words() + ", or" + delay
        : verdict.kind().words() + delay;
  }

  /** The verdict on a cause with everything that follows from it; no full stop. */
  String full(CauseKey key, Verdict verdict) {
    String words = verdict.kind().words() + ": " + consequence(key, verdict);
    boolean limited =
        policy.maxReconnects().isPresent()
            && verdict.kind() != Verdict.Kind.STOP
            && key.kind() != CauseKind.ROTATION;
    return limited
        ? words
            + "; no more than "
            + policy.maxReconnects().getAsInt()
            + " retries in a row ("
            + exit(StopReason.ATTEMPTS_USED_UP)
            + ")"
        : words;
  }

  private String consequence(CauseKey key, Verdict verdict) {
    return switch (verdict.kind()) {
      case STOP -> "no further attempt (" + exit(stopReason(key)) + ")";
      case BACKOFF -> backoff();
      case SPREAD ->
          "first retry after "
              + FirstDelay.of(verdict, policy).orElseThrow().words()
              + "; further ones likewise, or after the backoff's delay if that is longer (at most "
              + DelayWords.delay(policy.backoff().capNanos())
              + ")";
      case RETRY_AFTER -> retryAfter(key);
      case REFRESH ->
          "one more try after "
              + FirstDelay.backoff(policy).words()
              + "; rejected again, it stops if these credentials never worked ("
              + exit(StopReason.REJECTED)
              + "), otherwise it retries every "
              + FirstDelay.slow(policy).words()
              + " and reports unhealthy";
      case SLOW -> "a retry every " + FirstDelay.slow(policy).words() + ", reported as unhealthy";
      case NOW -> now(key, verdict);
    };
  }

  private String backoff() {
    BackoffPolicy backoff = policy.backoff();
    FirstDelay first = FirstDelay.backoff(policy);
    long second = backoff.delayNanos(2, first.highNanos(), Math.nextDown(1.0));
    String growing =
        second > first.highNanos()
            ? ", growing to at most " + DelayWords.delay(backoff.capNanos())
            : "";
    return "first retry after " + first.words() + growing;
  }

  private String retryAfter(CauseKey key) {
    return key.kind() == CauseKind.HANDSHAKE_REJECTED
        ? "as long as Retry-After asks, at most "
            + DelayWords.delay(ConnectionPolicy.RETRY_AFTER_MAX.toNanos())
            + ", plus up to a tenth of that or up to the backoff's delay; without Retry-After, "
            + backoff()
        : "only an HTTP answer can carry one, so with backoff: " + backoff();
  }

  private String now(CauseKey key, Verdict verdict) {
    String atOnce = "after " + FirstDelay.of(verdict, policy).orElseThrow().words();
    return key.kind() == CauseKind.ROTATION
        ? atOnce
        : "first retry " + atOnce + "; if that fails, with backoff: " + backoff();
  }

  private static StopReason stopReason(CauseKey key) {
    return switch (key.kind()) {
      case SHUTDOWN, DISCONNECT_REQUESTED -> StopReason.AS_ASKED;
      case CLOSED_BY_GATEWAY ->
          key.code() == CloseCode.NORMAL ? StopReason.CLOSED_NORMALLY : StopReason.REJECTED;
      default -> StopReason.REJECTED;
    };
  }

  private static String exit(StopReason reason) {
    return "exit code " + ExitCode.of(reason).status();
  }
}
