package dev.holdfast.bootstrap.wiring;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for what may be slow, one task after the other. It ends when there was nothing to do for
 * a while, and never keeps the process alive.
 */
public class BackgroundThread implements Executor {

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  /**
   * Creates the executor; its thread starts with the first task.
   *
   * @param name of the thread
   */
  public BackgroundThread(String name) {
    // Its users bound what they hand in: one task each.
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public final void execute(Runnable task) {
    executor.execute(task);
  }
}
