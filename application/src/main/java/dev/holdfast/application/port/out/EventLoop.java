package dev.holdfast.application.port.out;

import dev.holdfast.domain.time.Clock;
import java.util.concurrent.Executor;

/**
 * The one thread on which everything about a connection happens, with its clock and its timer.
 *
 * <p>Tasks run one at a time, in the order in which they were given, never inside the call that
 * gives them. In one turn of the loop, input that is waiting on a socket is read before timers that
 * are due run. Many connections share one loop, so no task may block.
 */
public interface EventLoop extends Executor, Clock {

  /**
   * Runs the task soon on the loop's thread. Any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop has been shut down
   */
  @Override
  void execute(Runnable task);

  /** Whether the calling thread is the loop's thread. Any thread. */
  boolean inLoop();

  /**
   * Runs the task once on the loop's thread after a delay. Loop thread only.
   *
   * @param task must not throw
   * @param delayNanos nanoseconds; zero or less means in the next turn, never inside this call
   * @return a handle that cancels it
   */
  Timer schedule(Runnable task, long delayNanos);

  /** A task that waits for its time. */
  interface Timer {

    /** Forgets the task; harmless when it has run already. Loop thread only. */
    void cancel();
  }
}
