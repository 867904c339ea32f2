package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop port on one single-threaded Netty event loop. */
final class NettyEventLoop implements EventLoop {

  private static final Logger LOG = LoggerFactory.getLogger(NettyEventLoop.class);

  private final io.netty.channel.EventLoop netty;
  private final SocketFamily family;
  private final WireCount wire = new WireCount();

  NettyEventLoop(io.netty.channel.EventLoop netty, SocketFamily family) {
    this.netty = netty;
    this.family = family;
  }

  io.netty.channel.EventLoop netty() {
    return netty;
  }

  WireCount wire() {
    return wire;
  }

  SocketFamily family() {
    return family;
  }

  @Override
  public void execute(Runnable task) {
    netty.execute(task);
  }

  /** What a task throws Netty logs and goes on; what a timer throws it would forget. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable t) {
      LOG.error("fault in a timer of an event loop", t);
    }
  }

  @Override
  public boolean inLoop() {
    return netty.inEventLoop();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(Runnable task, long delayNanos) {
    requireInLoop();
    if (delayNanos <= 0) {
      return new NextTurn(task);
    }
    Future<?> scheduled = netty.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Throws if the calling thread is not the loop's. */
  void requireInLoop() {
    if (!netty.inEventLoop()) {
      throw new IllegalStateException(
          "must be called on the event loop but was called on " + Thread.currentThread().getName());
    }
  }

  /**
   * A task for the next turn. A Netty timer that is due at once runs in the same turn when it was
   * given while input was being read, that is before the rest of the input; so the first firing
   * only waits for the turn to end, and the second one runs the task, after the input of its own
   * turn.
   */
  private final class NextTurn implements Runnable, Timer {

    private final Runnable task;
    private Future<?> pending;
    private boolean turnEnded;

    NextTurn(Runnable task) {
      this.task = task;
      pending = netty.schedule(this, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (turnEnded) {
        NettyEventLoop.run(task);
      } else {
        turnEnded = true;
        pending = netty.schedule(this, 0, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void cancel() {
      pending.cancel(false);
    }
  }
}
