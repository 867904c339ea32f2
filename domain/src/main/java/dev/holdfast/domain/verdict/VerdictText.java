package dev.holdfast.domain.verdict;

import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Causes and verdicts as people write them. */
public final class VerdictText {

  /** What causes look like, for the text of a problem. */
  public static final String CAUSE_EXPECTED =
      "expected a close code (1012), an HTTP status (http 503) or a cause (heartbeat-timeout)";

  /** The verdicts there are, for the text of a problem. */
  public static final String VERDICT_EXPECTED =
      "stop, reconnect, slow, refresh, retry-after, now, or a range such as spread 5s 30s";

  private static final String SPREAD = "spread\\s+\\S+\\s+\\S+";
  private static final Duration LONGEST_SPREAD = Duration.ofDays(1);

  private VerdictText() {}

  /**
   * Reads a cause as {@link CauseKey#parse} does; a number of three digits is an HTTP status.
   *
   * @param text such as {@code 1012}, {@code 503}, {@code http 503}, {@code heartbeat-timeout}
   * @return empty if it is none
   */
  public static Optional<CauseKey> cause(String text) {
    String trimmed = text.strip();
    return CauseKey.parse(trimmed.matches("[0-9]{3}") ? "http " + trimmed : trimmed);
  }

  /**
   * Reads a verdict.
   *
   * @param text such as {@code stop} or {@code spread 5s 30s}
   * @return empty if it is none
   */
  public static Optional<Verdict> verdict(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    return switch (trimmed) {
      case "stop" -> Optional.of(Verdict.STOP);
      case "reconnect" -> Optional.of(Verdict.BACKOFF);
      case "slow" -> Optional.of(Verdict.SLOW);
      case "refresh" -> Optional.of(Verdict.REFRESH);
      case "retry-after" -> Optional.of(Verdict.RETRY_AFTER);
      case "now" -> Optional.of(Verdict.NOW);
      default -> spread(trimmed);
    };
  }

  /** The verdict as {@link #verdict} reads it. */
  public static String format(Verdict verdict) {
    return switch (verdict.kind()) {
      case STOP -> "stop";
      case BACKOFF -> "reconnect";
      case SLOW -> "slow";
      case REFRESH -> "refresh";
      case RETRY_AFTER -> "retry-after";
      case NOW -> "now";
      case SPREAD ->
          "spread " + DurationText.format(verdict.from()) + " " + DurationText.format(verdict.to());
    };
  }

  private static Optional<Verdict> spread(String text) {
    if (!text.matches(SPREAD)) {
      return Optional.empty();
    }
    String[] words = text.split("\\s+", -1);
    Optional<Duration> from = DurationText.parse(words[1]);
    Optional<Duration> to = DurationText.parse(words[2]);
    boolean inOrder =
        from.isPresent()
            && to.isPresent()
            && !from.get().isNegative()
            && from.get().compareTo(to.get()) <= 0
            && to.get().compareTo(LONGEST_SPREAD) <= 0;
    return inOrder ? Optional.of(Verdict.spread(from.get(), to.get())) : Optional.empty();
  }
}
