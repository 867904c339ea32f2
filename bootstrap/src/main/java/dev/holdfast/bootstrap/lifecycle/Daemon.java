package dev.holdfast.bootstrap.lifecycle;

import dev.holdfast.bootstrap.supervision.Milestones;
import dev.holdfast.bootstrap.supervision.Patrol;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs connections until they have stopped, and bounds how long stopping may take. */
public final class Daemon {

  /** What the connections may overrun their own time limit by before the process stops waiting. */
  private static final Duration MARGIN = Duration.ofMillis(250);

  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final Supervisor supervisor;
  private final Patrol patrol;
  private final Milestones milestones;
  private final Duration shutdownTimeout;
  private final CompletableFuture<ExitCode> outcome;

  private volatile long stopAsked;
  private volatile boolean stopping;

  /**
   * Creates the daemon.
   *
   * @param supervisor what to keep up
   * @param patrol looks at it meanwhile
   * @param milestones told when it has started and when it ends
   * @param shutdownTimeout the most that stopping may take
   */
  public Daemon(
      Supervisor supervisor, Patrol patrol, Milestones milestones, Duration shutdownTimeout) {
    this.supervisor = supervisor;
    this.patrol = patrol;
    this.milestones = milestones;
    this.shutdownTimeout = shutdownTimeout;
    this.outcome = supervisor.ended().thenApply(ExitCode::of).toCompletableFuture();
  }

  /** Connects and waits for the end. Blocks the caller; never on a loop. */
  public ExitCode run() {
    patrol.start();
    supervisor.start();
    milestones.started();
    ExitCode code = outcome.join();
    milestones.stopping("Stopped: " + code.meaning());
    return code;
  }

  /**
   * Stops in good order. Returns at once; any thread. {@link #run} returns within the shutdown
   * timeout and a quarter of a second.
   */
  public void stop() {
    if (!stopping) {
      stopAsked = System.nanoTime();
      stopping = true;
      milestones.stopping("Stopping");
    }
    supervisor.shutDown(shutdownTimeout);
    outcome.completeOnTimeout(
        ExitCode.FORCED, shutdownTimeout.plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * How much of the shutdown timeout is left for those who stop after the connection; all of it if
   * the connection stopped by itself. Never less than a moment, so that they can say what is lost.
   */
  public Duration timeLeft() {
    Duration left =
        stopping ? shutdownTimeout.minusNanos(System.nanoTime() - stopAsked) : shutdownTimeout;
    return left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left;
  }
}
