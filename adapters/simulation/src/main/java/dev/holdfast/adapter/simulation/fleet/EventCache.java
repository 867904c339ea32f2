package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.Event;

/** Events are values, and fleets see the same few again and again. */
final class EventCache {

  private static final int ATTEMPTS = 256;

  private final Event[] frames = new Event[ATTEMPTS];
  private final Event[] beats = new Event[ATTEMPTS];

  /** The end that was told of last with each number: most share a cause. */
  private final Event.Ended[] ends = new Event.Ended[ATTEMPTS];

  EventCache() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      frames[attempt] = new Event.FrameReceived(attempt);
      beats[attempt] = new Event.HeartbeatWritten(attempt);
    }
  }

  Event frameReceived(long attempt) {
    return attempt < ATTEMPTS ? frames[(int) attempt] : new Event.FrameReceived(attempt);
  }

  Event ended(long attempt, Cause cause) {
    if (attempt >= ATTEMPTS) {
      return new Event.Ended(attempt, cause);
    }
    Event.Ended last = ends[(int) attempt];
    if (last == null || !last.cause().equals(cause)) {
      last = new Event.Ended(attempt, cause);
      ends[(int) attempt] = last;
    }
    return last;
  }

  Event heartbeatWritten(long attempt) {
    return attempt < ATTEMPTS ? beats[(int) attempt] : new Event.HeartbeatWritten(attempt);
  }
}
