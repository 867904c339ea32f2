package dev.holdfast.domain.connection;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what came up in random stories, so that a property which was never put to the test shows.
 */
final class StoryTally implements Effects {

  /** What must come up. */
  enum Sight {
    DIAL,
    DIAL_WITH_FRESH_CREDENTIALS,
    HEARTBEAT,
    CLOSE,
    ABORT,
    STALE,
    ILLEGAL,
    RETRY,
    UNHEALTHY_RETRY,
    AS_ASKED,
    FORCED,
    CLOSED_NORMALLY,
    REJECTED,
    ATTEMPTS_USED_UP
  }

  private final Map<Sight, Integer> counts = new EnumMap<>(Sight.class);

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    see(freshCredentials ? Sight.DIAL_WITH_FRESH_CREDENTIALS : Sight.DIAL);
  }

  @Override
  public void sendHeartbeat(long attempt) {
    see(Sight.HEARTBEAT);
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    see(Sight.CLOSE);
  }

  @Override
  public void abort(long attempt) {
    see(Sight.ABORT);
  }

  @Override
  public void transitioned(Transition transition) {
    if (transition.next() instanceof Next.Stop stop) {
      see(Sight.valueOf(stop.reason().name()));
    } else if (transition.next() instanceof Next.Retry retry) {
      see(retry.unhealthy() ? Sight.UNHEALTHY_RETRY : Sight.RETRY);
    }
  }

  @Override
  public void ignored(Event event, Reaction why) {
    see(Sight.valueOf(why.name()));
  }

  Map<Sight, Integer> counts() {
    return counts;
  }

  private void see(Sight sight) {
    counts.merge(sight, 1, Integer::sum);
  }
}
