package dev.holdfast.application.outbox;

import dev.holdfast.application.port.in.SendResult;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Places for messages, as many as allowed; the bounds hold exactly, whoever else asks. */
final class Room {

  private final OutboxLimits limits;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong size = new AtomicLong();

  Room(OutboxLimits limits) {
    this.limits = limits;
  }

  /** Takes a place, if the answer is {@link SendResult#ACCEPTED}. */
  SendResult take(long messageSize) {
    if (limits.isTooLarge(messageSize)) {
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
    return SendResult.ACCEPTED;
  }

  /** Gives a place back. */
  void free(long messageSize) {
    size.addAndGet(-messageSize);
    messages.decrementAndGet();
  }

  /** How many places are taken. */
  int taken() {
    return messages.get();
  }
}
