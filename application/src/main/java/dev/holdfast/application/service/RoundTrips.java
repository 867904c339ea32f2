package dev.holdfast.application.service;

import dev.holdfast.application.port.out.EventLoop;
import java.time.Duration;

/**
 * How long heartbeats of one link take, from when one is written to its answer: pings to pongs, and
 * heartbeat messages to what the session protocol calls their answer. Loop thread only.
 */
final class RoundTrips {

  private final EventLoop loop;
  private final TrafficCounters counters;
  private final EventFeed feed;
  private final OnTheWay pings = new OnTheWay();
  private final OnTheWay messages = new OnTheWay();

  RoundTrips(EventLoop loop, TrafficCounters counters, EventFeed feed) {
    this.loop = loop;
    this.counters = counters;
    this.feed = feed;
  }

  /** A ping was written. */
  void pinged() {
    pings.left(loop.nanoTime());
  }

  /** A pong has come. */
  void ponged() {
    answered(pings);
  }

  /** A heartbeat message was written. */
  void asked() {
    messages.left(loop.nanoTime());
  }

  /** The gateway answered a heartbeat message. */
  void answered() {
    answered(messages);
  }

  private void answered(OnTheWay which) {
    if (which.isMeasurable()) {
      long nanos = loop.nanoTime() - which.sinceNanos;
      counters.roundTrip(nanos);
      feed.roundTrip(Duration.ofNanos(nanos));
    }
    which.count = 0;
  }

  /** Heartbeats of one kind that were not answered yet. */
  private static final class OnTheWay {

    private int count;
    private long sinceNanos;

    void left(long nowNanos) {
      count++;
      sinceNanos = nowNanos;
    }

    /** Of several, nobody can say which one an answer is for; of none, there is nothing to tell. */
    boolean isMeasurable() {
      return count == 1;
    }
  }
}
