package dev.holdfast.application.service;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.Initiator;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.verdict.CauseKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Decides what of an outage is news for people. The first {@value #IN_FULL} failures of one cause
 * are; those that follow are not, but are summed up a minute after the outage began, after five
 * minutes, and then every quarter of an hour. Another cause is news at once, and so is whatever the
 * user does, and the end of it all.
 *
 * <p>An outage is over when the connection was up for as long as it takes to be stable: one that
 * comes up and falls down again is one long outage. Loop thread only.
 */
final class OutageStory {

  /** How the story goes on, where a line of its own is worth while. */
  sealed interface Chapter {

    /**
     * It is still down, as before.
     *
     * @param failures how many attempts have failed since it began
     * @param down for how long
     */
    record StillDown(int failures, Duration down) implements Chapter {}

    /**
     * It is up again, and not everything was told meanwhile.
     *
     * @param attempts how many it took
     * @param down for how long it was not, or not for long, up
     */
    record UpAgain(int attempts, Duration down) implements Chapter {}
  }

  /** So many failures of one cause are told in full. */
  static final int IN_FULL = 3;

  /** A cause that was not among so many of the latest failures is news again. */
  static final int FORGOTTEN_AFTER = 10;

  /** Causes that take turns are told apart up to here; more of them are no news any more. */
  static final int CAUSES_MOST = 8;

  private static final long FIRST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SECOND_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(15);

  /**
   * How often a cause was seen.
   *
   * @param times in this outage
   * @param latest the number of the failure at which it was seen last
   */
  private record Seen(int times, int latest) {}

  private final Map<CauseKey, Seen> seen = new LinkedHashMap<>();

  /** Whether there is an outage; all below is about it. */
  private boolean down;

  private long beganNanos;
  private int failures;
  private long dueNanos;

  /** Failures whose cause was kept: more causes than can be kept must not push each other out. */
  private int counted;

  /** Whether the next failure is expected to be the same again. */
  private boolean quiet;

  /** Whether the latest failure was told. */
  private boolean told = true;

  /** Whether anything was not told. */
  private boolean withheld;

  private boolean up;
  private long upSinceNanos;
  private boolean fellDown;
  private boolean upUntold;

  /**
   * Takes the next transition.
   *
   * @param isUp whether the connection is up after it
   * @param stableNanos how long it must be up to be stable
   * @return whether it is news
   */
  boolean isNews(Transition transition, boolean isUp, long stableNanos, long nowNanos) {
    boolean wasUp = up;
    up = isUp;
    if (wasUp && !isUp && nowNanos - upSinceNanos >= stableNanos) {
      over();
    }
    boolean news = judge(transition, wasUp, nowNanos);
    withheld |= !news;
    return news;
  }

  private boolean judge(Transition transition, boolean wasUp, long nowNanos) {
    Cause cause = transition.cause();
    if (transition.next() instanceof Next.Stop) {
      over();
      return true;
    }
    if (cause.initiator() == Initiator.USER) {
      seen.clear();
      quiet = false;
      told = true;
      return true;
    }
    if (up && !wasUp) {
      upSinceNanos = nowNanos;
      upUntold = quiet && fellDown;
      return !upUntold;
    }
    if (transition.to() == ConnectionState.CLOSED
        && transition.next() instanceof Next.Retry
        && cause.kind() != CauseKind.ROTATION) {
      told = failed(cause, nowNanos);
      fellDown = wasUp;
      return told;
    }
    return transition.from() == ConnectionState.CLOSED ? told : !quiet;
  }

  private boolean failed(Cause cause, long nowNanos) {
    if (!down) {
      down = true;
      beganNanos = nowNanos;
      dueNanos = FIRST_NANOS;
    }
    failures++;
    seen.values().removeIf(entry -> counted + 1 - entry.latest() > FORGOTTEN_AFTER);
    CauseKey key = CauseKey.of(cause);
    Seen before = seen.get(key);
    if (before == null && seen.size() == CAUSES_MOST) {
      quiet = true;
      return false;
    }
    counted++;
    int times = before == null ? 1 : before.times() + 1;
    seen.put(key, new Seen(times, counted));
    quiet = times >= IN_FULL;
    boolean news = times <= IN_FULL;
    if (news) {
      dueNanos = nextDue(nowNanos - beganNanos);
    }
    return news;
  }

  /** What there is to say after a transition, beside it or in place of it. */
  Optional<Chapter> chapter(long nowNanos) {
    long downNanos = nowNanos - beganNanos;
    if (up) {
      return upUntold ? Optional.empty() : upAgain(downNanos);
    }
    if (!down || told || downNanos < dueNanos) {
      return Optional.empty();
    }
    dueNanos = nextDue(downNanos);
    return Optional.of(new Chapter.StillDown(failures, Duration.ofNanos(downNanos)));
  }

  /** The connection is stable: the outage, if there was one, is over. */
  Optional<Chapter> stable() {
    Optional<Chapter> chapter = upUntold ? upAgain(upSinceNanos - beganNanos) : Optional.empty();
    over();
    return chapter;
  }

  private Optional<Chapter> upAgain(long downNanos) {
    if (!down || !withheld) {
      return Optional.empty();
    }
    withheld = false;
    return Optional.of(new Chapter.UpAgain(failures + 1, Duration.ofNanos(downNanos)));
  }

  private void over() {
    seen.clear();
    down = false;
    failures = 0;
    counted = 0;
    quiet = false;
    told = true;
    withheld = false;
    fellDown = false;
    upUntold = false;
  }

  private static long nextDue(long downNanos) {
    if (downNanos < FIRST_NANOS) {
      return FIRST_NANOS;
    }
    return downNanos < SECOND_NANOS
        ? SECOND_NANOS
        : (downNanos / INTERVAL_NANOS + 1) * INTERVAL_NANOS;
  }
}
