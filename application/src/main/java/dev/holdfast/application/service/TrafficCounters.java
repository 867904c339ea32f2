package dev.holdfast.application.service;

import dev.holdfast.application.outbox.OutboxListener.GivenUp;
import dev.holdfast.application.port.in.ConnectionStatus.Traffic;
import dev.holdfast.application.port.in.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counts of one connection: written by the loop (refusals by anybody), read by anybody.
 *
 * <p>The loop's counters have one writer, so a lazy store is enough and nothing is contended.
 */
final class TrafficCounters {

  private static final int RECEIVED = 0;
  private static final int SENT = 1;
  private static final int SENT_AGAIN = 2;
  private static final int MALFORMED = 3;
  private static final int DUPLICATE = 4;
  private static final int UNMATCHED = 5;
  private static final int STALE = 6;
  private static final int ILLEGAL = 7;
  private static final int LATEST_ROUND_TRIP = 8;
  private static final int COUNT = 9;

  /** One object for all: a daemon has thousands of these. */
  private final AtomicLongArray counts = new AtomicLongArray(COUNT);

  private final Reasons<SendResult> refused = new Reasons<>(SendResult.class);
  private final Reasons<GivenUp> givenUp = new Reasons<>(GivenUp.class);

  /** How long the latest ping took; it was answered a moment ago. */
  void roundTrip(long nanos) {
    counts.lazySet(LATEST_ROUND_TRIP, nanos);
  }

  /** How long the latest answered heartbeat took; empty if there was none. Any thread. */
  Optional<Duration> latestRoundTrip() {
    long nanos = counts.get(LATEST_ROUND_TRIP);
    return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  void messageReceived() {
    increment(RECEIVED);
  }

  void messageSent() {
    increment(SENT);
  }

  /** Any thread. */
  void sendRefused(SendResult why) {
    refused.add(why, 1);
  }

  void messagesSentAgain(int messages) {
    counts.lazySet(SENT_AGAIN, counts.getPlain(SENT_AGAIN) + messages);
  }

  /** Any thread. Returns the new count. */
  long messagesGivenUp(GivenUp why, int messages) {
    return givenUp.add(why, messages);
  }

  /** Returns the new count, so that the first can be logged and the rest not. */
  long messageMalformed() {
    increment(MALFORMED);
    return counts.getPlain(MALFORMED);
  }

  void messageDuplicate() {
    increment(DUPLICATE);
  }

  /** Returns the new count. */
  long answerUnmatched() {
    increment(UNMATCHED);
    return counts.getPlain(UNMATCHED);
  }

  void eventStale() {
    increment(STALE);
  }

  void eventIllegal() {
    increment(ILLEGAL);
  }

  Traffic snapshot() {
    return new Traffic(
        counts.get(RECEIVED),
        counts.get(SENT),
        refused.sum(),
        counts.get(SENT_AGAIN),
        givenUp.sum(),
        counts.get(MALFORMED),
        counts.get(DUPLICATE),
        counts.get(UNMATCHED),
        counts.get(STALE),
        counts.get(ILLEGAL),
        refused.byName(),
        givenUp.byName());
  }

  private void increment(int counter) {
    counts.lazySet(counter, counts.getPlain(counter) + 1);
  }
}
