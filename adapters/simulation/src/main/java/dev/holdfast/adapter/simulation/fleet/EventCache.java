package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.connection.Event;

/** Events are values, and fleets see the same few again and again. */
final class EventCache {

  private static final int ATTEMPTS = 256;

  private final Event[] frames = new Event[ATTEMPTS];
  private final Event[] beats = new Event[ATTEMPTS];

  EventCache() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      frames[attempt] = new Event.FrameReceived(attempt);
      beats[attempt] = new Event.HeartbeatWritten(attempt);
    }
  }

  Event frameReceived(long attempt) {
    return attempt < ATTEMPTS ? frames[(int) attempt] : new Event.FrameReceived(attempt);
  }

  Event heartbeatWritten(long attempt) {
    return attempt < ATTEMPTS ? beats[(int) attempt] : new Event.HeartbeatWritten(attempt);
  }
}
