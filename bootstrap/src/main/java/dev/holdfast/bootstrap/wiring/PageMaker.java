package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.adminhttp.MetricsPage;
import dev.holdfast.adapter.metrics.Metrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Makes the page of figures away from the control API's thread, one at a time: who asks meanwhile
 * gets the same.
 */
final class PageMaker implements MetricsPage {

  private final Metrics metrics;
  private final Executor executor;
  private CompletableFuture<String> underWay = CompletableFuture.completedFuture("");

  PageMaker(Metrics metrics, Executor executor) {
    this.metrics = metrics;
    this.executor = executor;
  }

  @Override
  public String type() {
    return Metrics.TYPE;
  }

  @Override
  public synchronized CompletionStage<String> page() {
    if (underWay.isDone()) {
      CompletableFuture<String> made = new CompletableFuture<>();
      underWay = made;
      executor.execute(() -> make(made));
    }
    return underWay;
  }

  private void make(CompletableFuture<String> made) {
    try {
      made.complete(metrics.page());
    } catch (RuntimeException e) {
      made.completeExceptionally(e);
    }
  }
}
