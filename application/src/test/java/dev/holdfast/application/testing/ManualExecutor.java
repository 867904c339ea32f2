package dev.holdfast.application.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor whose one thread is the test: nothing runs until the test lets it. */
public final class ManualExecutor implements Executor {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean hanging;
  private boolean shutDown;

  @Override
  public void execute(Runnable task) {
    if (shutDown) {
      throw new RejectedExecutionException("the executor has been shut down");
    }
    tasks.add(task);
  }

  /** Runs what waits, unless it hangs. */
  public void runPending() {
    while (!hanging && !tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  /** From now on nothing runs, as if a task never came back; or everything again. */
  public void hang(boolean value) {
    hanging = value;
  }

  /** From now on it takes no task. */
  public void shutDown() {
    shutDown = true;
  }

  /** Tasks that wait. */
  public int pendingTasks() {
    return tasks.size();
  }
}
