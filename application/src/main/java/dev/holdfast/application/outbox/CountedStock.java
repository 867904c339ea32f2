package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;

/** Messages of which each counts. Loop thread only. */
final class CountedStock implements Stock {

  private final OutboxLimits limits;
  private long messages;
  private long size;

  CountedStock(OutboxLimits limits, MessageStore.Stock atTheStart) {
    this.limits = limits;
    this.messages = atTheStart.messages();
    this.size = atTheStart.size();
  }

  @Override
  public SendResult take(OutboundMessage message) {
    if (limits.isTooLarge(message.size())) {
      return SendResult.TOO_LARGE;
    }
    if (messages >= limits.maxMessages() || size + message.size() > limits.maxSize()) {
      return SendResult.OUTBOX_FULL;
    }
    messages++;
    size += message.size();
    return SendResult.ACCEPTED;
  }

  @Override
  public void stored(OutboundMessage message, long number) {
    // It was counted when it was taken.
  }

  @Override
  public void notStored(OutboundMessage message) {
    leave(message);
  }

  @Override
  public boolean isWanted(StoredMessage message) {
    return true;
  }

  @Override
  public void left(StoredMessage message) {
    leave(message.message());
  }

  private void leave(OutboundMessage message) {
    // Somebody may have put a message into the store without us, which was never counted.
    messages = Math.max(0, messages - 1);
    size = Math.max(0, size - message.size());
  }

  @Override
  public int messages() {
    return (int) Math.min(messages, Integer.MAX_VALUE);
  }
}
