package dev.holdfast.bootstrap.bench.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxListener;
import dev.holdfast.application.outbox.OutboxPorts;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** How fast an outbox in memory accepts while there is no link, until it is full. */
public final class InMemory {

  private static final int MOST = 2_000_000;

  private InMemory() {}

  /**
   * Fills one.
   *
   * @return messages accepted a second
   */
  public static double measure(int producers, String text) {
    OutboundMessage message = new OutboundMessage.Text(text);
    Outbox outbox = new Outbox(settings(), ports());
    AtomicLong accepted = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < producers; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int sent = 0; sent < MOST / producers; sent++) {
                  outbox.offer(message, Outbox.NO_SESSION);
                }
                accepted.addAndGet(MOST / producers);
              });
      threads.add(thread);
      thread.start();
    }
    threads.forEach(Producers::join);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (outbox.depth() != accepted.get()) {
      throw new IllegalStateException("not accepted: " + (accepted.get() - outbox.depth()));
    }
    return accepted.get() / seconds;
  }

  private static OutboxSettings settings() {
    return OutboxSettings.withLimits(new OutboxLimits(MOST, Long.MAX_VALUE, 1L << 20));
  }

  private static OutboxPorts ports() {
    return new OutboxPorts(
        new NoLoop(),
        Optional.empty(),
        new ProtocolProfile("none", false, List.of(), false, HeartbeatMode.NONE, false),
        System::currentTimeMillis,
        new SplittableRandom(1),
        Runnable::run,
        Runnable::run,
        new NobodyListens(),
        () -> {});
  }

  /** Nothing is sent, so nothing runs. */
  private static final class NoLoop implements EventLoop {

    @Override
    public void execute(Runnable task) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public boolean inLoop() {
      return false;
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }

  private static final class NobodyListens implements OutboxListener {

    @Override
    public void refused(SendResult why) {}

    @Override
    public void notStored(String why) {}

    @Override
    public void notLoaded(String why) {}

    @Override
    public void sentAgain(int messages) {}

    @Override
    public void givenUp(GivenUp reason, int messages) {}
  }
}
