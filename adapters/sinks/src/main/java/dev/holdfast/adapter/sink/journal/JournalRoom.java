package dev.holdfast.adapter.sink.journal;

import dev.holdfast.application.port.out.InboundJournal.Stock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much is in the journal or on its way into it, and who waits for room. Any thread, no locks;
 * {@link #stored} and {@link #left} in the order in which the journal says so.
 */
final class JournalRoom {

  private final JournalOptions options;
  private final AtomicLong pendingMessages = new AtomicLong();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final Queue<Runnable> whoWaits = new ConcurrentLinkedQueue<>();
  private volatile Stock stock;

  JournalRoom(JournalOptions options, Stock stock) {
    this.options = options;
    this.stock = stock;
  }

  /** A message is on its way; whether the next one is welcome now. */
  boolean taken(long size) {
    pendingMessages.incrementAndGet();
    pendingBytes.addAndGet(size);
    return isWithin(options.maxMessages(), options.maxBytes());
  }

  /** A message that was on its way is in the journal. */
  void stored(long size) {
    Stock before = stock;
    // In this order: it is rather counted twice for a moment than not at all.
    stock = new Stock(before.messages() + 1, before.size() + size);
    pendingMessages.decrementAndGet();
    pendingBytes.addAndGet(-size);
  }

  /** So much is left in the journal. */
  void left(Stock now) {
    stock = now;
    tellIfRoom();
  }

  /** Calls back once, as soon as three quarters are free. */
  void tellWhenRoom(Runnable roomAgain) {
    whoWaits.add(roomAgain);
    // It may have been emptied before it could be seen who waits.
    tellIfRoom();
  }

  private void tellIfRoom() {
    if (isWithin(options.maxMessages() / 4 + 1, options.maxBytes() / 4 + 1)) {
      for (Runnable waits = whoWaits.poll(); waits != null; waits = whoWaits.poll()) {
        waits.run();
      }
    }
  }

  private boolean isWithin(long messages, long bytes) {
    Stock now = stock;
    return now.messages() + pendingMessages.get() < messages
        && now.size() + pendingBytes.get() < bytes;
  }
}
