package dev.holdfast.application.service;

import dev.holdfast.application.port.out.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a connection.
 *
 * <p>A deadline that moves away leaves the armed timer alone: it fires early, finds nothing due,
 * and is armed anew. So a busy link costs one timer per heartbeat interval, not one per frame. Loop
 * thread only.
 */
final class DeadlineTimer {

  private final EventLoop loop;
  private final Runnable onFire;
  private EventLoop.@Nullable Timer armed;
  private long armedForNanos;

  DeadlineTimer(EventLoop loop, Runnable onFire) {
    this.loop = loop;
    this.onFire = onFire;
  }

  void arm(long deadlineNanos) {
    if (armed != null) {
      if (armedForNanos - deadlineNanos <= 0) {
        return;
      }
      armed.cancel();
    }
    armedForNanos = deadlineNanos;
    armed = loop.schedule(this::fire, deadlineNanos - loop.nanoTime());
  }

  /** Whether it fires at that time or before. */
  boolean firesBy(long deadlineNanos) {
    return armed != null && armedForNanos - deadlineNanos <= 0;
  }

  void cancel() {
    if (armed != null) {
      armed.cancel();
      armed = null;
    }
  }

  private void fire() {
    armed = null;
    onFire.run();
  }
}
