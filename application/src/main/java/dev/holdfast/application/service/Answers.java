package dev.holdfast.application.service;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Outcomes that users wait for: a bounded number, told on an executor of theirs, never on a loop.
 * Any thread.
 */
final class Answers {

  private final int max;
  private final Executor executor;
  private final AtomicInteger awaited = new AtomicInteger();

  Answers(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
  }

  /** Room for one more outcome; empty if as many as allowed are waited for. */
  <T> Optional<Awaited<T>> await() {
    if (awaited.incrementAndGet() > max) {
      awaited.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Awaited<>());
  }

  /** One outcome; told once. */
  final class Awaited<T> implements Consumer<T> {

    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    /** What the user gets: completing it is nobody else's business. */
    CompletableFuture<T> outcome() {
      return outcome.copy();
    }

    @Override
    public void accept(T value) {
      awaited.decrementAndGet();
      try {
        executor.execute(() -> outcome.complete(value));
      } catch (RejectedExecutionException e) {
        // The process ends; whoever still waits shall not wait in vain.
        outcome.complete(value);
      }
    }
  }
}
