package dev.holdfastcanary.application.service;

import java.util.concurrent.CompletableFuture;

/** Wrong: a thread that nobody named. */
final class RunsOnACommonPool {

  CompletableFuture<Void> start(Runnable task) {
    return CompletableFuture.runAsync(task);
  }
}
