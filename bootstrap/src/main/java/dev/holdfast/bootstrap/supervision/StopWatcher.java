package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.util.concurrent.CompletableFuture;

/**
 * Notices when a connection has stopped for good. One that was only disconnected has not: somebody
 * may want it again. Nor has one of several that has stopped for another reason, until the process
 * ends.
 */
final class StopWatcher implements ConnectionObserver {

  private final CompletableFuture<StopReason> stopped = new CompletableFuture<>();

  private final boolean oneOfSeveral;

  /** Both guarded by this. */
  private boolean resting;

  private boolean ending;

  /**
   * Watches a connection that nobody wanted yet.
   *
   * @param oneOfSeveral whether the process goes on without it
   */
  StopWatcher(boolean oneOfSeveral) {
    this.oneOfSeveral = oneOfSeveral;
    this.resting = oneOfSeveral;
  }

  @Override
  public void onTransition(String connection, Transition transition) {
    boolean asked = transition.cause().kind() == CauseKind.DISCONNECT_REQUESTED;
    if (transition.next() instanceof Next.Stop stop) {
      if (isTheEnd(asked)) {
        stopped.complete(stop.reason());
      }
    } else {
      goesOn();
    }
  }

  /** It is wanted from now on, also before its first transition is seen. */
  void wanted() {
    goesOn();
  }

  /** The process ends: a connection that rests has stopped for good. */
  void end() {
    if (endOfRest()) {
      stopped.complete(StopReason.AS_ASKED);
    }
  }

  /** Completes when the connection has stopped, with the reason. */
  CompletableFuture<StopReason> stopped() {
    return stopped;
  }

  private synchronized boolean isTheEnd(boolean onlyDisconnected) {
    resting = onlyDisconnected || oneOfSeveral;
    return ending || !resting;
  }

  private synchronized void goesOn() {
    resting = false;
  }

  private synchronized boolean endOfRest() {
    ending = true;
    return resting;
  }
}
