package dev.holdfast.adapter.sink.queue;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink: a bounded queue in front of a target, and the thread that empties it. Delivering never
 * blocks, takes no lock and is safe on any thread.
 */
public final class QueuedSink implements MessageSink {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private final String name;
  private final Target target;
  private final Surroundings surroundings;
  private final boolean journaled;
  private final Losses losses;
  private final BoundedQueue queue;
  private final Drain drain;
  private final Thread thread;
  private final AtomicLong stops = new AtomicLong();
  private final AtomicBoolean totalSaid = new AtomicBoolean();

  private volatile Wake wake = Wake.NEVER;
  private volatile boolean closing;
  private volatile boolean gone;

  /**
   * What a sink needs of the world around it.
   *
   * @param clock for pauses
   * @param wallClock for the time at which a message was received
   * @param random for the jitter of pauses; used on the sink's thread only
   * @param onGone runs once, on the sink's thread, when the target is gone for good
   */
  public record Surroundings(
      Clock clock, WallClock wallClock, RandomGenerator random, Runnable onGone) {}

  /**
   * Creates the sink and starts its thread.
   *
   * @param name what it is called in the log, for example {@code webhook}
   * @param target where its messages go; belongs to the sink from now on
   */
  public QueuedSink(String name, Target target, QueueOptions options, Surroundings surroundings) {
    this(name, target, options, surroundings, false);
  }

  private QueuedSink(
      String name,
      Target target,
      QueueOptions options,
      Surroundings surroundings,
      boolean journaled) {
    this.name = name;
    this.journaled = journaled;
    this.target = target;
    this.surroundings = surroundings;
    this.losses = new Losses(name);
    this.queue = new BoundedQueue(options, losses);
    this.drain = new Drain(name, target, options, queue, losses, surroundings.random());
    this.thread = new Thread(this::run, "holdfast-sink-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The same for messages that stay in a journal until they are written: what this sink has at its
   * end is not lost.
   */
  public static QueuedSink journaled(
      String name, Target target, QueueOptions options, Surroundings surroundings) {
    return new QueuedSink(name, target, options, surroundings, true);
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    boolean room = offer(new Received(message, surroundings.wallClock().millis()));
    if (!room) {
      tellWhenRoom(roomAgain);
    }
    return room;
  }

  /** Takes a message; whether the next one is welcome now. */
  public boolean offer(Received message) {
    if (isOver()) {
      lose(gone ? Loss.GONE : Loss.LATE, 1);
      return true;
    }
    boolean room = queue.offer(message);
    if (queue.reaches(wake)) {
      LockSupport.unpark(thread);
    }
    return room;
  }

  /** Whether it writes nothing more of what is offered. */
  public boolean isOver() {
    return gone || closing;
  }

  private void lose(Loss loss, int messages) {
    if (!journaled) {
      losses.add(loss, messages);
    }
  }

  /** Calls back once, on any thread, when there is room again. */
  public void tellWhenRoom(Runnable roomAgain) {
    long count = stops.incrementAndGet();
    if (!journaled && Losses.passesPowerOfTen(count - 1, count)) {
      LOG.info("sink {}: full, no more is read until there is room (time {})", name, count);
    }
    queue.tellWhenRoom(roomAgain);
    if (gone) {
      queue.tellWhoWaits();
    }
  }

  /** The name that it was created with. */
  public String name() {
    return name;
  }

  /** How many messages wait, those that are being written included. */
  public int waiting() {
    return queue.messages();
  }

  /** How long the oldest message that is not written has waited, in milliseconds. Any thread. */
  public long lagMillis() {
    long oldest = gone ? 0 : drain.oldestMillis();
    return oldest == 0 ? 0 : Math.max(0, surroundings.wallClock().millis() - oldest);
  }

  /** How many messages were lost for one reason. */
  public long lost(Loss loss) {
    return losses.of(loss);
  }

  /** How many messages were lost for any reason. */
  public long lost() {
    return losses.total();
  }

  /** Whether its thread has not ended. */
  boolean isRunning() {
    return thread.isAlive();
  }

  /** Tells it to write what is left and take no more. Returns at once. */
  public void beginClose() {
    closing = true;
    LockSupport.unpark(thread);
  }

  /**
   * Waits until everything is written, and says what could not be.
   *
   * @param within how long at most; then the thread is interrupted and no longer waited for
   */
  public void close(Duration within) {
    beginClose();
    try {
      thread.join(Math.max(1, within.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!totalSaid.getAndSet(true)) {
      if (!journaled) {
        losses.addSilently(Loss.UNWRITTEN, queue.messages());
      }
      losses.sayTotal();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      drain();
    } catch (InterruptedException e) {
      // The time for closing is over; what is left was counted.
      LOG.debug("sink {}: interrupted", name);
    } catch (RuntimeException | Error e) {
      // Our own fault; a sink without its thread would silently stop every gateway.
      LOG.error("sink {}: internal error, no more messages are written", name, e);
      leave();
    } finally {
      closeTarget();
    }
  }

  private void drain() throws InterruptedException {
    while (true) {
      boolean told = closing;
      long wait = drain.step(surroundings.clock().nanoTime(), told);
      if (wait == Drain.ENDED) {
        break;
      }
      if (wait > 0) {
        rest(wait, told);
      }
    }
    if (drain.isGone()) {
      leave();
    }
  }

  private void rest(long nanos, boolean told) throws InterruptedException {
    wake = drain.wake();
    // Looked at after saying so: whoever saw us busy did not wake us.
    if (!queue.reaches(wake) && told == closing) {
      LockSupport.parkNanos(this, nanos);
    }
    wake = Wake.NEVER;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void leave() {
    gone = true;
    lose(Loss.GONE, queue.clear());
    try {
      queue.tellWhoWaits();
    } finally {
      surroundings.onGone().run();
    }
  }

  private void closeTarget() {
    try {
      target.close();
    } catch (IOException e) {
      LOG.error("sink {}: not closed in good order: {}", name, Troubles.words(e));
    }
  }
}
