package dev.holdfast.adapter.sink.queue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one target. Many threads put in, one takes out, nobody takes a lock.
 *
 * <p>A message counts from the moment it is taken until it is {@link #release released}, so what is
 * being written counts as well.
 */
final class BoundedQueue {

  private final QueueOptions options;
  private final Losses losses;
  private final Queue<Received> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Queue<Runnable> whoWaits = new ConcurrentLinkedQueue<>();

  /** Null if one connection may take all. */
  private final @Nullable Shares shares;

  BoundedQueue(QueueOptions options, Losses losses) {
    this.options = options;
    this.losses = losses;
    boolean shared = options.shared() && options.whenFull() != WhenFull.DROP_OLDEST;
    this.shares = shared ? new Shares(options.maxMessages(), options.maxBytes()) : null;
  }

  /**
   * Takes a message, or loses one. Any thread.
   *
   * @return whether the next message is welcome now
   */
  boolean offer(Received message) {
    add(message);
    return switch (options.whenFull()) {
      case BLOCK -> {
        queue.add(message);
        yield messages.get() < options.maxMessages()
            && bytes.get() < options.maxBytes()
            && !takesTooMuch(message);
      }
      case DROP_NEWEST -> {
        if (isOverFull() || takesTooMuch(message)) {
          lose(message);
        } else {
          queue.add(message);
        }
        yield true;
      }
      case DROP_OLDEST -> {
        queue.add(message);
        loseOldest();
        yield true;
      }
    };
  }

  /** Calls back once, as soon as three quarters of the queue are free. Any thread. */
  void tellWhenRoom(Runnable roomAgain) {
    whoWaits.add(roomAgain);
    // The thread may have emptied the queue before it could see who waits.
    tellIfRoom();
  }

  /** The message that has waited longest; null if none waits. */
  @Nullable Received poll() {
    return queue.poll();
  }

  /** Forgets messages that are written, and tells who waits for room. */
  void release(List<Received> written) {
    long size = 0;
    for (Received message : written) {
      size += message.size();
      if (shares != null) {
        shares.released(message);
      }
    }
    messages.addAndGet(-written.size());
    bytes.addAndGet(-size);
    tellIfRoom();
  }

  /** Forgets everything; how many messages that was. */
  int clear() {
    queue.clear();
    bytes.set(0);
    if (shares != null) {
      shares.clear();
    }
    return messages.getAndSet(0);
  }

  /** How many messages were taken and not released. */
  int messages() {
    return messages.get();
  }

  /** When the message that has waited longest was received; 0 if none waits. */
  long oldestMillis() {
    Received oldest = queue.peek();
    return oldest == null ? 0 : oldest.atMillis();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  boolean reaches(Wake wake) {
    return messages.get() >= wake.messages() || bytes.get() >= wake.bytes();
  }

  /** Tells everybody who waits, room or not. */
  void tellWhoWaits() {
    for (Runnable waits = whoWaits.poll(); waits != null; waits = whoWaits.poll()) {
      waits.run();
    }
  }

  private void tellIfRoom() {
    if (messages.get() <= options.maxMessages() / 4 && bytes.get() <= options.maxBytes() / 4) {
      tellWhoWaits();
    }
  }

  private void add(Received message) {
    messages.incrementAndGet();
    bytes.addAndGet(message.size());
    if (shares != null) {
      shares.taken(message);
    }
  }

  private boolean takesTooMuch(Received message) {
    return shares != null && shares.isOver(message, messages.get(), bytes.get());
  }

  private void loseOldest() {
    while (isOverFull()) {
      Received oldest = queue.poll();
      if (oldest == null) {
        // The rest is being written.
        return;
      }
      lose(oldest);
    }
  }

  private void lose(Received message) {
    release(List.of(message));
    losses.add(Loss.FULL, 1);
  }

  private boolean isOverFull() {
    return messages.get() > options.maxMessages() || bytes.get() > options.maxBytes();
  }
}
