package dev.holdfast.adapter.outbox;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what an outbox file does. Written by one thread, read by any. */
final class Counters {

  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong largestBatch = new AtomicLong();

  void committed(int messages) {
    commits.incrementAndGet();
    stored.addAndGet(messages);
    largestBatch.accumulateAndGet(messages, Math::max);
  }

  void failed() {
    failures.incrementAndGet();
  }

  void refused(int messages) {
    refused.addAndGet(messages);
  }

  OutboxCounts read(long deadLettersDropped) {
    return new OutboxCounts(
        commits.get(),
        stored.get(),
        refused.get(),
        failures.get(),
        largestBatch.get(),
        deadLettersDropped);
  }
}
