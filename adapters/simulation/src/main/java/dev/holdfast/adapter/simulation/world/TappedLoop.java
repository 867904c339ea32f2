package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualLoop;
import java.util.function.LongConsumer;

/** The loop as one connection sees it, with the timers that this connection has armed. */
final class TappedLoop implements InputLoop {

  private final VirtualLoop loop;
  private final LongConsumer onLate;
  private int armed;

  /**
   * A view of a loop.
   *
   * @param onLate learns of each timer that fired, and how late in nanoseconds
   */
  TappedLoop(VirtualLoop loop, LongConsumer onLate) {
    this.loop = loop;
    this.onLate = onLate;
  }

  int armed() {
    return armed;
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public void input(Runnable input) {
    loop.input(input);
  }

  @Override
  public boolean inLoop() {
    return loop.inLoop();
  }

  @Override
  public long nanoTime() {
    return loop.nanoTime();
  }

  @Override
  public Timer schedule(Runnable task, long delayNanos) {
    Tap tap = new Tap(task, loop.nanoTime() + Math.max(0, delayNanos));
    armed++;
    tap.timer = loop.schedule(tap, delayNanos);
    return tap;
  }

  /** One timer. */
  private final class Tap implements Timer, Runnable {

    private final Runnable task;
    private final long dueNanos;
    private Timer timer = () -> {};
    private boolean over;

    Tap(Runnable task, long dueNanos) {
      this.task = task;
      this.dueNanos = dueNanos;
    }

    @Override
    public void run() {
      end();
      onLate.accept(loop.nanoTime() - dueNanos);
      task.run();
    }

    @Override
    public void cancel() {
      end();
      timer.cancel();
    }

    private void end() {
      if (!over) {
        over = true;
        armed--;
      }
    }
  }
}
