package dev.holdfast.bootstrap.bench.outbox;

import dev.holdfast.adapter.outbox.OutboxCounts;
import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.adapter.outbox.OutboxOptions;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Threads that store messages, each with some on their way at once. */
public final class Producers {

  private Producers() {}

  /**
   * What came of it.
   *
   * @param perSecond messages that were answered as stored
   * @param commitsPerSecond transactions
   * @param latencies of single messages; noted with one on the way only
   */
  public record Result(double perSecond, double commitsPerSecond, Latencies latencies) {}

  /** An outbox, as the daemon opens it. */
  public static OutboxFile open(Path file) throws IOException {
    return OutboxFile.open(
        file,
        OutboxOptions.defaults(),
        new OutboxFile.Surroundings(
            System::nanoTime, System::currentTimeMillis, new SplittableRandom()));
  }

  /**
   * Lets them run.
   *
   * @param window how many messages of each are on their way at once
   */
  public static Result measure(
      OutboxFile outbox, int producers, int window, String text, Duration time) throws IOException {
    MessageStore store = outbox.store("gateway");
    OutboxCounts before = outbox.counts();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Latencies> latencies = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < producers; i++) {
      Latencies its = new Latencies();
      latencies.add(its);
      Thread thread = new Thread(() -> run(store, window, text, end, its, failures));
      threads.add(thread);
      thread.start();
    }
    threads.forEach(Producers::join);
    return result(outbox, before, start, failures, latencies.get(0));
  }

  /**
   * Lets producers run that have no thread, as the connections of a daemon have none: each stores
   * its next message in the answer to its last one.
   */
  public static Result measureAnswered(OutboxFile outbox, int producers, String text, Duration time)
      throws IOException {
    MessageStore store = outbox.store("gateway");
    OutboxCounts before = outbox.counts();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    Semaphore ended = new Semaphore(0);
    for (int i = 0; i < producers; i++) {
      new Chain(store, text, end, failures, ended).next();
    }
    ended.acquireUninterruptibly(producers);
    return result(outbox, before, start, failures, new Latencies());
  }

  private static Result result(
      OutboxFile outbox,
      OutboxCounts before,
      long start,
      Queue<String> failures,
      Latencies latencies)
      throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!failures.isEmpty()) {
      throw new IOException("not stored: " + failures.peek());
    }
    OutboxCounts after = outbox.counts();
    return new Result(
        (after.stored() - before.stored()) / seconds,
        (after.commits() - before.commits()) / seconds,
        latencies);
  }

  /** One of those. */
  private static final class Chain implements MessageStore.Added {

    private final MessageStore store;
    private final String text;
    private final long end;
    private final Queue<String> failures;
    private final Semaphore ended;
    private long count;

    Chain(MessageStore store, String text, long end, Queue<String> failures, Semaphore ended) {
      this.store = store;
      this.text = text;
      this.end = end;
      this.failures = failures;
      this.ended = ended;
    }

    void next() {
      if (System.nanoTime() < end) {
        store.add(new OutboundMessage.Text(text), "run-" + count, count, this);
        count++;
      } else {
        ended.release();
      }
    }

    @Override
    public void stored(long number) {
      next();
    }

    @Override
    public void failed(String why) {
      failures.add(why);
      ended.release();
    }
  }

  private static void run(
      MessageStore store,
      int window,
      String text,
      long end,
      Latencies latencies,
      Queue<String> failures) {
    Semaphore room = new Semaphore(window);
    MessageStore.Added answer =
        new MessageStore.Added() {
          @Override
          public void stored(long number) {
            room.release();
          }

          @Override
          public void failed(String why) {
            failures.add(why);
            room.release();
          }
        };
    for (long i = 0; System.nanoTime() < end && failures.isEmpty(); i++) {
      room.acquireUninterruptibly();
      long start = System.nanoTime();
      store.add(new OutboundMessage.Text(text), "run-" + i, i, answer);
      if (window == 1) {
        room.acquireUninterruptibly();
        latencies.add(System.nanoTime() - start);
        room.release();
      }
    }
    room.acquireUninterruptibly(window);
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
