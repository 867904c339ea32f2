package dev.holdfast.bootstrap.lifecycle;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.util.concurrent.CompletableFuture;

/** Notices when a connection has stopped for good. */
public final class StopWatcher implements ConnectionObserver {

  private final CompletableFuture<StopReason> stopped = new CompletableFuture<>();

  @Override
  public void onTransition(String connection, Transition transition) {
    if (transition.next() instanceof Next.Stop stop) {
      stopped.complete(stop.reason());
    }
  }

  /** Completes when the connection has stopped, with the reason. */
  CompletableFuture<StopReason> stopped() {
    return stopped;
  }
}
