package dev.holdfast.application.service;

import dev.holdfast.application.outbox.OutboxListener.GivenUp;
import dev.holdfast.application.port.in.ConnectionStatus.Traffic;
import dev.holdfast.application.port.in.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counts of one connection: written by the loop (refusals by anybody), read by anybody.
 *
 * <p>The loop's counters have one writer, so a lazy store is enough and nothing is contended.
 */
final class TrafficCounters {

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final Reasons<SendResult> refused = new Reasons<>(SendResult.class);
  private final AtomicLong sentAgain = new AtomicLong();
  private final Reasons<GivenUp> givenUp = new Reasons<>(GivenUp.class);
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong duplicate = new AtomicLong();
  private final AtomicLong unmatched = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong illegal = new AtomicLong();
  private final AtomicLong latestRoundTrip = new AtomicLong();

  /** How long the latest ping took; it was answered a moment ago. */
  void roundTrip(long nanos) {
    latestRoundTrip.lazySet(nanos);
  }

  /** How long the latest answered ping took; empty if there was none. Any thread. */
  Optional<Duration> latestRoundTrip() {
    long nanos = latestRoundTrip.get();
    return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  void messageReceived() {
    increment(received);
  }

  void messageSent() {
    increment(sent);
  }

  /** Any thread. */
  void sendRefused(SendResult why) {
    refused.add(why, 1);
  }

  void messagesSentAgain(int messages) {
    sentAgain.lazySet(sentAgain.getPlain() + messages);
  }

  /** Any thread. Returns the new count. */
  long messagesGivenUp(GivenUp why, int messages) {
    return givenUp.add(why, messages);
  }

  /** Returns the new count, so that the first can be logged and the rest not. */
  long messageMalformed() {
    increment(malformed);
    return malformed.getPlain();
  }

  void messageDuplicate() {
    increment(duplicate);
  }

  /** Returns the new count. */
  long answerUnmatched() {
    increment(unmatched);
    return unmatched.getPlain();
  }

  void eventStale() {
    increment(stale);
  }

  void eventIllegal() {
    increment(illegal);
  }

  Traffic snapshot() {
    return new Traffic(
        received.get(),
        sent.get(),
        refused.sum(),
        sentAgain.get(),
        givenUp.sum(),
        malformed.get(),
        duplicate.get(),
        unmatched.get(),
        stale.get(),
        illegal.get(),
        refused.byName(),
        givenUp.byName());
  }

  private static void increment(AtomicLong counter) {
    counter.lazySet(counter.getPlain() + 1);
  }
}
