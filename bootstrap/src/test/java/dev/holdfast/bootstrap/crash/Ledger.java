package dev.holdfast.bootstrap.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What producers asked for and what they were answered. Any thread. */
final class Ledger {

  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong moments = new AtomicLong();
  private final List<Sent> all = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private long accepted;
  private volatile int round;

  /** The number of a new message or command. */
  long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** A moment after all that were given before. */
  long nextMoment() {
    return moments.incrementAndGet();
  }

  int round() {
    return round;
  }

  void beginRound(int number) {
    round = number;
  }

  synchronized void add(Sent sent) {
    all.add(sent);
    if (sent.accepted()) {
      accepted++;
      notifyAll();
    }
  }

  synchronized void add(Given command) {
    given.add(command);
  }

  /** The commands that were given. */
  synchronized List<Given> given() {
    return List.copyOf(given);
  }

  /** The messages. */
  synchronized List<Sent> all() {
    return List.copyOf(all);
  }

  synchronized long accepted() {
    return accepted;
  }

  /** Waits until more than so many were accepted; false if that takes too long. */
  synchronized boolean awaitMoreThan(long before, long limitSeconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    while (accepted <= before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }
}
