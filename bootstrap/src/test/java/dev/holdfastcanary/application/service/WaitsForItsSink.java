package dev.holdfastcanary.application.service;

import java.util.concurrent.CompletableFuture;

/** Wrong: holds a loop up. */
final class WaitsForItsSink {

  String result(CompletableFuture<String> future) {
    return future.join();
  }
}
