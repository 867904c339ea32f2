package dev.holdfast.application.service;

import dev.holdfast.application.port.out.EventLoop;
import java.time.Duration;

/**
 * How long heartbeats of one link take, from when one is written to its answer: pings to pongs, and
 * heartbeat messages to what the session protocol calls their answer. An answer that nobody asked
 * for measures nothing. Loop thread only.
 */
final class RoundTrips {

  private final EventLoop loop;
  private final TrafficCounters counters;
  private final EventFeed feed;

  /** Whether a ping is on its way, and since when. */
  private boolean pinged;

  private long pingedNanos;

  /** Whether a heartbeat message is on its way, and since when. */
  private boolean asked;

  private long askedNanos;

  RoundTrips(EventLoop loop, TrafficCounters counters, EventFeed feed) {
    this.loop = loop;
    this.counters = counters;
    this.feed = feed;
  }

  /** A ping was written. */
  void pinged() {
    pinged = true;
    pingedNanos = loop.nanoTime();
  }

  /** A pong has come. */
  void ponged() {
    if (pinged) {
      pinged = false;
      took(pingedNanos);
    }
  }

  /** A heartbeat message was written. */
  void asked() {
    asked = true;
    askedNanos = loop.nanoTime();
  }

  /** The gateway answered a heartbeat message. */
  void answered() {
    if (asked) {
      asked = false;
      took(askedNanos);
    }
  }

  private void took(long sinceNanos) {
    long nanos = loop.nanoTime() - sinceNanos;
    counters.roundTrip(nanos);
    feed.roundTrip(Duration.ofNanos(nanos));
  }
}
