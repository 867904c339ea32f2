package dev.holdfast.domain.verdict;

import java.time.Duration;
import java.util.Objects;

/**
 * What to do after a cause.
 *
 * @param kind which rule
 * @param from lower bound of the first delay, for {@link Kind#SPREAD}; zero otherwise
 * @param to upper bound of the first delay, for {@link Kind#SPREAD}; zero otherwise
 */
public record Verdict(Kind kind, Duration from, Duration to) {

  /** The rules there are. */
  public enum Kind {
    /** Stay closed until the connection is asked for again. */
    STOP("stop"),
    /** Reconnect after the backoff's delay. */
    BACKOFF("reconnect with backoff"),
    /** Reconnect after a delay spread over a range of its own; never sooner than the backoff. */
    SPREAD("reconnect, spread out"),
    /** Reconnect not before the time the gateway asked for. */
    RETRY_AFTER("reconnect not before Retry-After"),
    /** Ask for fresh credentials and try once more; then stop, or retry slowly. */
    REFRESH("fresh credentials, then once more"),
    /** Retry every few minutes and report unhealthy. */
    SLOW("retry slowly"),
    /** Reconnect at once, jittered up to the base. */
    NOW("reconnect at once");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The rule in a few plain words. */
    public String words() {
      return words;
    }
  }

  private static final Duration LONGEST = Duration.ofDays(1);

  /** Stay closed. */
  public static final Verdict STOP = plain(Kind.STOP);

  /** Reconnect with backoff. */
  public static final Verdict BACKOFF = plain(Kind.BACKOFF);

  /** Not before Retry-After. */
  public static final Verdict RETRY_AFTER = plain(Kind.RETRY_AFTER);

  /** Fresh credentials once. */
  public static final Verdict REFRESH = plain(Kind.REFRESH);

  /** Every few minutes. */
  public static final Verdict SLOW = plain(Kind.SLOW);

  /** At once. */
  public static final Verdict NOW = plain(Kind.NOW);

  /** Checks the range. */
  public Verdict {
    Objects.requireNonNull(kind, "kind");
    if (from.isNegative() || to.compareTo(from) < 0) {
      throw new IllegalArgumentException("a delay cannot be spread from " + from + " to " + to);
    }
    if (to.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a delay can be spread up to " + LONGEST + " but not to " + to);
    }
  }

  /**
   * Reconnect after a delay uniform in a range.
   *
   * @param from lower bound, zero or more; the base of the backoff holds if it is larger
   * @param to upper bound, at least the lower one and at most a day
   */
  public static Verdict spread(Duration from, Duration to) {
    return new Verdict(Kind.SPREAD, from, to);
  }

  private static Verdict plain(Kind kind) {
    return new Verdict(kind, Duration.ZERO, Duration.ZERO);
  }
}
