package dev.holdfast.adapter.simulation.fleet;

import java.util.concurrent.atomic.AtomicLong;

/** A queue that counts how often it is asked for the next entry. */
final class CountedQueue implements EventQueue {

  private final EventQueue queue;
  private final AtomicLong turns;

  CountedQueue(EventQueue queue, AtomicLong turns) {
    this.queue = queue;
    this.turns = turns;
  }

  @Override
  public void schedule(int entry, long at) {
    queue.schedule(entry, at);
  }

  @Override
  public boolean waits(int entry) {
    return queue.waits(entry);
  }

  @Override
  public void cancel(int entry) {
    queue.cancel(entry);
  }

  @Override
  public int next() {
    turns.incrementAndGet();
    return queue.next();
  }

  @Override
  public long at(int entry) {
    return queue.at(entry);
  }

  @Override
  public long bytes() {
    return queue.bytes();
  }
}
