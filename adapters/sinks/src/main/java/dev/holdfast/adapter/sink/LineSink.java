package dev.holdfast.adapter.sink;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each message as one line to a stream, on a thread of its own.
 *
 * <p>Bounded: at {@value #FULL} waiting messages it asks its callers to stop reading, and below
 * {@value #ROOM_AGAIN} it lets them go on. A burst is flushed once. When the reader of the stream
 * is gone, what follows is dropped and counted, and the owner is told once.
 */
public final class LineSink implements MessageSink, AutoCloseable {

  static final int FULL = 4096;
  static final int ROOM_AGAIN = 1024;

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final Runnable onBroken;
  private final Duration closeWithin;
  private final Thread writer;
  private final Queue<InboundMessage> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Runnable> whoWaits = new ConcurrentLinkedQueue<>();
  private final AtomicLong dropped = new AtomicLong();

  /** Lines in the buffer, lost if the stream breaks. Writer thread only. */
  private int unflushed;

  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean broken;

  /**
   * Creates the sink and starts its thread.
   *
   * @param out where the lines go, in UTF-8; not closed
   * @param closeWithin how long {@link #close} waits for the lines that are still queued
   * @param onBroken runs once, on the sink's thread, when the stream no longer takes anything
   */
  public LineSink(OutputStream out, Duration closeWithin, Runnable onBroken) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.closeWithin = closeWithin;
    this.onBroken = onBroken;
    this.writer = new Thread(this::run, "holdfast-line-sink");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (broken || closing) {
      dropped.incrementAndGet();
      return true;
    }
    queue.add(message);
    boolean room = waiting.incrementAndGet() < FULL;
    if (!room) {
      whoWaits.add(roomAgain);
      // The writer may have emptied the queue before it could see who waits.
      if (broken || waiting.get() <= ROOM_AGAIN) {
        tellWhoWaits();
      }
    }
    if (idle) {
      LockSupport.unpark(writer);
    }
    return room;
  }

  /** Messages that were dropped because the stream is broken or the sink closed. */
  public long dropped() {
    return dropped.get();
  }

  /** Writes what is queued, within the time given at creation, and ends the thread. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(Math.max(1, closeWithin.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long lost = waiting.get() + dropped.get();
    if (lost > 0) {
      LOG.warn("{} messages were received but not written", lost);
    }
  }

  private void run() {
    try {
      while (true) {
        InboundMessage message = queue.poll();
        if (message != null) {
          write(message);
        } else if (!waitForMore()) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.error("standard output takes no more messages: {}", e.getMessage());
      breakDown();
    } catch (RuntimeException | Error e) {
      // Our own fault; a sink without its thread would silently stop every gateway.
      LOG.error("internal error, no more messages are written", e);
      breakDown();
    }
  }

  private void write(InboundMessage message) throws IOException {
    out.write(MessageLine.of(message).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    unflushed++;
    if (waiting.decrementAndGet() <= ROOM_AGAIN) {
      tellWhoWaits();
    }
  }

  /** Flushes and sleeps until there is something to do; false when there never will be. */
  private boolean waitForMore() throws IOException {
    out.flush();
    unflushed = 0;
    idle = true;
    // Looked at again after saying so: whoever saw us busy did not wake us.
    if (queue.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    idle = false;
    return !(closing && queue.isEmpty());
  }

  private void breakDown() {
    broken = true;
    int lost = waiting.getAndSet(0);
    queue.clear();
    dropped.addAndGet(lost + unflushed);
    try {
      tellWhoWaits();
    } finally {
      onBroken.run();
    }
  }

  private void tellWhoWaits() {
    for (Runnable waits = whoWaits.poll(); waits != null; waits = whoWaits.poll()) {
      waits.run();
    }
  }
}
