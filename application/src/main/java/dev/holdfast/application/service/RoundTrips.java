package dev.holdfast.application.service;

import java.time.Duration;

/**
 * How long heartbeats of one link take, from when one is written to its answer: pings to pongs, and
 * heartbeat messages to what the session protocol calls their answer. Of several that were not
 * answered yet nobody can say which one an answer is for: then it measures nothing. One of these is
 * kept for every link. Loop thread only.
 */
final class RoundTrips {

  private final TrafficCounters counters;
  private final EventFeed feed;

  private int pings;
  private int messages;
  private long pingedNanos;
  private long askedNanos;

  RoundTrips(TrafficCounters counters, EventFeed feed) {
    this.counters = counters;
    this.feed = feed;
  }

  /** A ping was written. */
  void pinged(long nowNanos) {
    pings++;
    pingedNanos = nowNanos;
  }

  /** A pong has come. */
  void ponged(long nowNanos) {
    answered(pings, nowNanos - pingedNanos);
    pings = 0;
  }

  /** A heartbeat message was written. */
  void asked(long nowNanos) {
    messages++;
    askedNanos = nowNanos;
  }

  /** The gateway answered a heartbeat message. */
  void answered(long nowNanos) {
    answered(messages, nowNanos - askedNanos);
    messages = 0;
  }

  private void answered(int onTheWay, long nanos) {
    if (onTheWay == 1) {
      counters.roundTrip(nanos);
      feed.roundTrip(Duration.ofNanos(nanos));
    }
  }
}
