package dev.holdfast.bootstrap.wiring;

import dev.holdfast.bootstrap.supervision.Later;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for what happens after a while and is short: it looks, and it asks. Never keeps the
 * process alive.
 */
final class LaterThread implements Later {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast");

  // Bounded by its users: a task for each connection that begins, and one for each watch.
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "holdfast-later");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void run(Runnable task, Duration delay) {
    var unused = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("Internal error in something that was to happen later", e);
    }
  }
}
