package dev.holdfast.application.service;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.connection.Transition;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands transitions from the loop to observers, in order and one at a time, on an executor.
 *
 * <p>Bounded: an observer that hangs makes it drop the newest and say so once, never block the
 * loop.
 */
final class Observers {

  /** A few thousand reconnects; whoever is that far behind will not catch up. */
  static final int BACKLOG_MAX = 10_000;

  private final ConnectionLog log;
  private final String connection;
  private final List<ConnectionObserver> observers;
  private final Executor executor;
  private final Queue<Transition> backlog = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private boolean dropping;

  Observers(String connection, List<ConnectionObserver> observers, Executor executor) {
    this.log = ConnectionLog.ofObservers(connection);
    this.connection = connection;
    this.observers = List.copyOf(observers);
    this.executor = executor;
  }

  /** Loop thread only. */
  void tell(Transition transition) {
    if (observers.isEmpty()) {
      return;
    }
    if (waiting.get() >= BACKLOG_MAX) {
      if (!dropping) {
        dropping = true;
        log.error("An observer hangs, it misses what happens from now on");
      }
      return;
    }
    dropping = false;
    backlog.add(transition);
    // Whoever finds the backlog empty starts the one run that empties it.
    if (waiting.getAndIncrement() == 0) {
      start();
    }
  }

  private void start() {
    try {
      executor.execute(() -> log.as(this::deliverAll));
    } catch (RejectedExecutionException e) {
      // This is inside the machine, which must not notice. No run is under way, so nobody counts.
      backlog.clear();
      waiting.set(0);
      log.warn("Observers are not told, their executor takes no task");
    }
  }

  private void deliverAll() {
    do {
      Transition transition = backlog.remove();
      for (ConnectionObserver observer : observers) {
        deliver(observer, transition);
      }
    } while (waiting.decrementAndGet() > 0);
  }

  private void deliver(ConnectionObserver observer, Transition transition) {
    try {
      observer.onTransition(connection, transition);
    } catch (RuntimeException | Error e) {
      log.error("Observer {} failed", observer.getClass().getName(), e);
    }
  }
}
