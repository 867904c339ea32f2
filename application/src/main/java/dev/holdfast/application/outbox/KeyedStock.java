package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages of which the latest with each key counts. Loop thread only. */
final class KeyedStock implements Stock {

  private static final long NOTHING = 0;
  private static final long STORED_BEFORE = -1;

  private static final class Value {
    private long size;

    /** Of the latest that is stored. */
    private long number = NOTHING;

    /** How many with this key are on their way into the store. */
    private int coming;
  }

  private final OutboxLimits limits;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private long size;

  /**
   * What there is at the start.
   *
   * @param atTheStart the size of each value, by its key
   */
  KeyedStock(OutboxLimits limits, Map<String, Long> atTheStart) {
    this.limits = limits;
    atTheStart.forEach(
        (key, itsSize) -> {
          Value value = new Value();
          value.size = itsSize;
          value.number = STORED_BEFORE;
          size += itsSize;
          values.put(key, value);
        });
  }

  @Override
  public SendResult take(OutboundMessage message) {
    if (limits.isTooLarge(message.size())) {
      return SendResult.TOO_LARGE;
    }
    String key = message.delivery().key();
    Value value = values.get(key);
    long sizeThen = size + message.size() - (value == null ? 0 : value.size);
    if ((value == null && values.size() >= limits.maxMessages()) || sizeThen > limits.maxSize()) {
      return SendResult.OUTBOX_FULL;
    }
    if (value == null) {
      value = new Value();
      values.put(key, value);
    }
    size = sizeThen;
    value.size = message.size();
    value.coming++;
    return SendResult.ACCEPTED;
  }

  @Override
  public void stored(OutboundMessage message, long number) {
    Value value = values.get(message.delivery().key());
    if (value != null) {
      value.coming--;
      value.number = number;
    }
  }

  @Override
  public void notStored(OutboundMessage message) {
    String key = message.delivery().key();
    Value value = values.get(key);
    if (value != null && --value.coming == 0 && value.number == NOTHING) {
      forget(key, value);
    }
  }

  @Override
  public boolean isWanted(StoredMessage message) {
    Value value = values.get(message.message().delivery().key());
    return value != null && (value.number == STORED_BEFORE || value.number == message.number());
  }

  @Override
  public void left(StoredMessage message) {
    String key = message.message().delivery().key();
    Value value = values.get(key);
    if (value == null || (value.number > NOTHING && value.number != message.number())) {
      // A newer one has taken its place.
      return;
    }
    if (value.coming == 0) {
      forget(key, value);
    } else {
      value.number = NOTHING;
    }
  }

  private void forget(String key, Value value) {
    values.remove(key);
    size -= value.size;
  }

  @Override
  public int messages() {
    return values.size();
  }
}
