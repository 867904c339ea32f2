package dev.holdfast.application.service;

import dev.holdfast.application.outbox.OutboxListener;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what becomes of messages that are not simply sent, and says it in the log: at the first,
 * tenth, hundredth ... time.
 */
final class OutboxLog implements OutboxListener {

  private final ConnectionLog log;
  private final TrafficCounters counters;
  private final AtomicLong notStored = new AtomicLong();
  private final AtomicLong notLoaded = new AtomicLong();

  OutboxLog(String connection, TrafficCounters counters) {
    this.log = ConnectionLog.ofOutbox(connection);
    this.counters = counters;
  }

  @Override
  public void refused() {
    counters.sendRefused();
  }

  @Override
  public void notStored(String why) {
    long count = notStored.incrementAndGet();
    if (PowersOfTen.include(count)) {
      log.error("Message number {} that could not be stored: {}", count, why);
    }
  }

  @Override
  public void notLoaded(String why) {
    long count = notLoaded.incrementAndGet();
    if (PowersOfTen.include(count)) {
      log.error("Stored messages could not be read, time {}: {}", count, why);
    }
  }

  @Override
  public void sentAgain(int messages) {
    counters.messagesSentAgain(messages);
  }

  @Override
  public void givenUp(GivenUp reason, int messages) {
    long count = counters.messagesGivenUp(messages);
    if (PowersOfTen.include(count)) {
      log.warn("Accepted message number {} that is not delivered: {}", count, reason.words());
    }
  }
}
