package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * The gateway's one thread. Whatever decides about the gateway or changes its state runs here, in
 * the order in which it was handed in, so that nothing else needs a lock.
 *
 * <p>All methods may be called from any thread.
 */
final class GatewayLoop implements Executor, AutoCloseable {

  private static final Logger LOG = GatewayLog.LOG;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;
  private final LongSupplier nanoTime;
  private final long startNanos;

  /**
   * @param nanoTime the monotonic clock, in nanoseconds from any origin
   */
  GatewayLoop(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
    executor = new ScheduledThreadPoolExecutor(1, GatewayLoop::newThread);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
    // A connection that ends while the gateway is being closed has nobody left to tell.
    executor.setRejectedExecutionHandler(
        (task, pool) -> LOG.debug("The demo gateway is closed: an event came too late"));
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "holdfast-gateway");
    thread.setDaemon(true);
    return thread;
  }

  /** The time since this loop was made. */
  Duration now() {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  /** Runs the task once, after a delay. */
  void after(Duration delay, Runnable task) {
    Future<?> unused =
        executor.schedule(guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Runs the task again and again, the first time after one interval. */
  void every(Duration interval, Runnable task) {
    long nanos = interval.toNanos();
    Future<?> unused =
        executor.scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Forgets the tasks that wait, and waits for the one that runs now, {@link #STOP_LIMIT} at most.
   */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The demo gateway is closed while a listener or a restart still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The executor would end a periodic task at its first exception, and tell nobody. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("The demo gateway has a bug", e);
      }
    };
  }
}
