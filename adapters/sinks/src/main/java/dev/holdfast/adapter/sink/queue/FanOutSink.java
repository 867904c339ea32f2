package dev.holdfast.adapter.sink.queue;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives every message to several sinks, each with its own queue and thread. A sink that may lose
 * messages never holds the others; one that may not stops the reading while it is full, and so the
 * others as well: what is not read cannot be lost.
 */
public final class FanOutSink implements MessageSink {

  /** One bit of an int each. */
  private static final int SINKS_MOST = 31;

  private final List<QueuedSink> sinks;
  private final Clock clock;
  private final WallClock wallClock;

  /**
   * A sink of sinks, which belong to it from now on.
   *
   * @param sinks 31 at most
   * @param clock for the time that closing may take
   * @param wallClock for the time at which a message was received: the same for all
   */
  public FanOutSink(List<QueuedSink> sinks, Clock clock, WallClock wallClock) {
    if (sinks.size() > SINKS_MOST) {
      throw new IllegalArgumentException("at most 31 sinks but there were " + sinks.size());
    }
    this.sinks = List.copyOf(sinks);
    this.clock = clock;
    this.wallClock = wallClock;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    Received received = new Received(message, wallClock.millis());
    int full = 0;
    for (int i = 0; i < sinks.size(); i++) {
      if (!sinks.get(i).offer(received)) {
        full |= 1 << i;
      }
    }
    if (full == 0) {
      return true;
    }
    AtomicInteger missing = new AtomicInteger(Integer.bitCount(full));
    Runnable oneHasRoom =
        () -> {
          if (missing.decrementAndGet() == 0) {
            roomAgain.run();
          }
        };
    for (int i = 0; i < sinks.size(); i++) {
      if ((full & 1 << i) != 0) {
        sinks.get(i).tellWhenRoom(oneHasRoom);
      }
    }
    return false;
  }

  /** The sinks, in the order of their creation. */
  public List<QueuedSink> sinks() {
    return sinks;
  }

  /**
   * Lets every sink write what is left, all at the same time, and says what could not be written.
   *
   * @param within how long at most, for all together
   */
  public void close(Duration within) {
    long end = clock.nanoTime() + within.toNanos();
    sinks.forEach(QueuedSink::beginClose);
    for (QueuedSink sink : sinks) {
      sink.close(Duration.ofNanos(Math.max(0, end - clock.nanoTime())));
    }
  }
}
