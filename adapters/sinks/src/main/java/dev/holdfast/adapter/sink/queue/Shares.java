package dev.holdfast.adapter.sink.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a queue each connection takes. One may take so many times of what is free: alone four
 * fifths of the queue, with others less, so that there is always room for one that has little. This
 * is the dynamic threshold of shared buffers in switches (Choudhury and Hahne, 1998).
 *
 * <p>Any thread; nobody takes a lock.
 */
final class Shares {

  private static final int TIMES_OF_WHAT_IS_FREE = 4;

  /** Of connections that are gone nothing is left at some time; until then they cost little. */
  private static final int REMEMBERED_MOST = 20_000;

  private final int maxMessages;
  private final long maxBytes;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  /** What one connection takes. */
  private static final class Share {

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
  }

  /**
   * Of an empty queue.
   *
   * @param maxMessages how many messages it may hold
   * @param maxBytes how large they may be together
   */
  Shares(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** A message was taken. */
  void taken(Received message) {
    Share share = shares.get(message.connection());
    if (share == null) {
      if (shares.size() >= REMEMBERED_MOST) {
        // One that comes back at this very moment is counted low by a message.
        shares.values().removeIf(each -> each.messages.get() <= 0);
      }
      share = shares.computeIfAbsent(message.connection(), unused -> new Share());
    }
    share.messages.incrementAndGet();
    share.bytes.addAndGet(message.size());
  }

  /** It is written or lost. */
  void released(Received message) {
    Share share = shares.get(message.connection());
    if (share != null) {
      share.messages.decrementAndGet();
      share.bytes.addAndGet(-message.size());
    }
  }

  /**
   * Whether the connection of a message takes more than it may.
   *
   * @param messages how many messages the queue holds now
   * @param bytes how large they are
   */
  boolean isOver(Received message, int messages, long bytes) {
    Share share = shares.get(message.connection());
    return share != null
        && (share.messages.get() > (long) TIMES_OF_WHAT_IS_FREE * (maxMessages - messages)
            || share.bytes.get() > TIMES_OF_WHAT_IS_FREE * (maxBytes - bytes));
  }

  void clear() {
    shares.clear();
  }
}
