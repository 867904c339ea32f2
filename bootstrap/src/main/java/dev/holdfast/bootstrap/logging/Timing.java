package dev.holdfast.bootstrap.logging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The time that the log goes by. Any thread. */
interface Timing {

  /** That of the machine. */
  Timing SYSTEM =
      new Timing() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void later(Duration delay, Runnable task) {
          CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(task);
        }
      };

  /** Monotonic, in nanoseconds. */
  long nanoTime();

  /** Runs a task after a while. */
  void later(Duration delay, Runnable task);
}
