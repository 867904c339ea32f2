package dev.holdfast.application.notify;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How all connections are, in one line for people: how many are up, and of one that is not, since
 * when, why, and what comes next. Nothing in it counts down: the line changes when something
 * happens. For one thread at a time.
 */
final class StatusLine {

  private static final Duration A_DAY = Duration.ofDays(1);

  /** So much the two clocks, and two looks at them, may differ without being another outage. */
  private static final long BLUR_MILLIS = 2_000;

  private Map<String, Outage> outages = new LinkedHashMap<>();

  /** One connection that is not up: its latest cause outlives the next attempt. */
  private record Outage(long sinceMillis, Optional<Cause> cause) {}

  /**
   * Looks at all connections.
   *
   * @param all how they are, in the order of the configuration
   * @param nowMillis the time of day
   */
  String of(List<ConnectionStatus> all, long nowMillis) {
    Map<String, Outage> still = new LinkedHashMap<>();
    ConnectionStatus named = null;
    for (ConnectionStatus status : all) {
      if (!status.up()) {
        Outage before = outages.get(status.connection());
        still.put(status.connection(), outage(status, before, nowMillis));
        if (named == null || (rests(named) && !rests(status))) {
          named = status;
        }
      }
    }
    outages = still;
    if (named == null) {
      return all.size() == 1 ? all.get(0).connection() + " up" : count(all.size(), all.size());
    }
    Outage outage = outages.getOrDefault(named.connection(), new Outage(nowMillis, noCause()));
    String words = words(named, outage, nowMillis);
    if (all.size() == 1) {
      return words;
    }
    int others = still.size() - 1;
    return count(all.size() - still.size(), all.size())
        + "; "
        + words
        + (others == 0 ? "" : "; " + others + " more not up");
  }

  private static String count(int up, int total) {
    return up + " of " + total + " connections up";
  }

  private static Outage outage(ConnectionStatus status, @Nullable Outage before, long nowMillis) {
    long since = nowMillis - status.upOrDownFor().toMillis();
    boolean same = before != null && Math.abs(before.sinceMillis() - since) < BLUR_MILLIS;
    Optional<Cause> cause =
        status.lastTransition().filter(StatusLine::isAnEnd).map(Transition::cause);
    if (before == null || !same) {
      return new Outage(since, cause);
    }
    return new Outage(before.sinceMillis(), cause.or(before::cause));
  }

  private static boolean isAnEnd(Transition transition) {
    return !(transition.next() instanceof Next.OpenEnded);
  }

  private static Optional<Cause> noCause() {
    return Optional.empty();
  }

  private static String words(ConnectionStatus status, Outage outage, long nowMillis) {
    if (status.attempt() == 0 && status.lastTransition().isEmpty()) {
      return status.connection() + " not begun yet";
    }
    return status.connection()
        + " down since "
        + moment(outage.sinceMillis(), nowMillis)
        + outage.cause().map(cause -> " (" + cause.headline() + ")").orElse("")
        + next(status);
  }

  private static String next(ConnectionStatus status) {
    Next next = status.lastTransition().map(Transition::next).orElse(Next.OPEN_ENDED);
    if (next instanceof Next.Retry retry) {
      return ", attempt " + (status.attempt() + 1) + " after " + span(retry.delay());
    }
    if (next instanceof Next.Stop) {
      return ", stopped";
    }
    return status.state() == ConnectionState.CLOSING
        ? ", closing"
        : ", attempt " + status.attempt() + " under way";
  }

  /** Nobody wants it any more: not what somebody who looks for trouble looks for. */
  private static boolean rests(ConnectionStatus status) {
    return status
        .lastTransition()
        .map(Transition::next)
        .filter(
            next ->
                next instanceof Next.Stop stop
                    && (stop.reason() == StopReason.AS_ASKED || stop.reason() == StopReason.FORCED))
        .isPresent();
  }

  private static String moment(long millis, long nowMillis) {
    OffsetDateTime at = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    String time = String.format(Locale.ROOT, "%02d:%02d UTC", at.getHour(), at.getMinute());
    return nowMillis - millis < A_DAY.toMillis() ? time : at.toLocalDate() + " " + time;
  }

  private static String span(Duration delay) {
    return delay.compareTo(Duration.ofSeconds(1)) < 0
        ? delay.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", delay.toMillis() / 1000.0);
  }
}
