package dev.holdfast.bootstrap.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Real time that has to go by, where the passing of time itself is what a test is about. */
final class Elapsed {

  private Elapsed() {}

  /** Returns once so much time has gone by, during which a condition has to hold throughout. */
  static void whileTrue(Duration duration, Callable<Boolean> condition) {
    await()
        .during(duration)
        .atMost(duration.plusSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  /** Milliseconds from one reading of {@link System#nanoTime} to another. */
  static long millis(long fromNanos, long toNanos) {
    return Duration.ofNanos(toNanos - fromNanos).toMillis();
  }
}
