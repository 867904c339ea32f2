package dev.holdfast.bootstrap.wiring;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which observers are called and credential files are read: whatever may be slow and
 * must not hold an event loop. It ends when there was nothing to do for a while, and never keeps
 * the process alive.
 */
public final class ObserverThread implements Executor {

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  /** Creates the executor; its thread starts with the first task. */
  public ObserverThread() {
    // Its users bound what they hand in: one task per connection each.
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "holdfast-observers");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }
}
