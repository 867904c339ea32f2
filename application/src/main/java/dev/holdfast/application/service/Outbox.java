package dev.holdfast.application.service;

import dev.holdfast.application.port.in.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bounded first-in-first-out queue of accepted messages, in memory.
 *
 * <p>{@link #offer} is for any thread; everything else is for the loop. A message leaves when the
 * link says it was written; those on their way when a link ends go back to the front.
 */
final class Outbox {

  private final OutboxLimits limits;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong size = new AtomicLong();
  private final Queue<OutboundMessage> offered = new ConcurrentLinkedQueue<>();
  private final Deque<OutboundMessage> returned = new ArrayDeque<>();
  private final Deque<OutboundMessage> onTheWay = new ArrayDeque<>();

  Outbox(OutboxLimits limits) {
    this.limits = limits;
  }

  /** Accepts or refuses; the bounds hold exactly, whoever else offers. */
  SendResult offer(OutboundMessage message) {
    long messageSize = message.size();
    if (messageSize > limits.maxMessageSize() || messageSize > limits.maxSize()) {
      return SendResult.TOO_LARGE;
    }
    if (messages.incrementAndGet() > limits.maxMessages()) {
      messages.decrementAndGet();
      return SendResult.OUTBOX_FULL;
    }
    if (size.addAndGet(messageSize) > limits.maxSize()) {
      size.addAndGet(-messageSize);
      messages.decrementAndGet();
      return SendResult.OUTBOX_FULL;
    }
    offered.add(message);
    return SendResult.ACCEPTED;
  }

  /** The next message to write, which is on its way from now on; null if none waits. */
  @Nullable OutboundMessage next() {
    OutboundMessage message = returned.isEmpty() ? offered.poll() : returned.poll();
    if (message != null) {
      onTheWay.add(message);
    }
    return message;
  }

  /** The oldest message on its way has been written. */
  void written() {
    OutboundMessage message = onTheWay.remove();
    size.addAndGet(-message.size());
    messages.decrementAndGet();
  }

  /** The link ended: what was on its way will be sent again, first. */
  void takeBack() {
    while (!onTheWay.isEmpty()) {
      returned.addFirst(onTheWay.removeLast());
    }
  }

  /** Accepted messages that are not written yet. Any thread. */
  int depth() {
    return messages.get();
  }
}
