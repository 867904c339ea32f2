package dev.holdfast.application.service;

import dev.holdfast.application.outbox.OutboxListener;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of messages that are not simply sent, and says it in the log: at the first,
 * tenth, hundredth ... time.
 */
final class OutboxLog implements OutboxListener {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  private final String connection;
  private final TrafficCounters counters;
  private final AtomicLong notStored = new AtomicLong();
  private final AtomicLong notLoaded = new AtomicLong();

  OutboxLog(String connection, TrafficCounters counters) {
    this.connection = connection;
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
      LOG.error("{}: message number {} that could not be stored: {}", connection, count, why);
    }
  }

  @Override
  public void notLoaded(String why) {
    long count = notLoaded.incrementAndGet();
    if (PowersOfTen.include(count)) {
      LOG.error("{}: stored messages could not be read, time {}: {}", connection, count, why);
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
      LOG.warn(
          "{}: accepted message number {} that is not delivered: {}",
          connection,
          count,
          reason.words());
    }
  }
}
