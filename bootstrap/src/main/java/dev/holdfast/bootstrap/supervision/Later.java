package dev.holdfast.bootstrap.supervision;

import java.time.Duration;

/** Runs tasks after a while. */
@FunctionalInterface
public interface Later {

  /**
   * Runs a task.
   *
   * @param delay how long it waits; zero for as soon as possible, but never inside this call
   */
  void run(Runnable task, Duration delay);
}
