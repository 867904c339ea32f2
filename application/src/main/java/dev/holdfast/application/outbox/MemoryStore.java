package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** A store that ends with the process. Loop thread only. */
public final class MemoryStore implements MessageStore {

  private final Inventory inventory;
  private final Executor loop;
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Map<String, Long> numbersOfValues = new LinkedHashMap<>();
  private long lastNumber;

  /**
   * An empty one.
   *
   * @param identity differs from that of every other store for the same gateway
   * @param loop where answers are told, later than the call
   */
  public MemoryStore(String identity, Executor loop) {
    this.inventory = Inventory.ofNothing(identity);
    this.loop = loop;
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    long number = ++lastNumber;
    String key = message.delivery().key();
    if (!key.isEmpty()) {
      Long replaced = numbersOfValues.put(key, number);
      if (replaced != null) {
        messages.remove(replaced);
      }
    }
    messages.put(number, new StoredMessage(number, id, acceptedMillis, message));
    loop.execute(() -> answer.stored(number));
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    List<StoredMessage> found = new ArrayList<>();
    long size = 0;
    boolean all = true;
    for (StoredMessage stored : messages.tailMap(after, false).values()) {
      if (stored.message().delivery().messageClass() != of) {
        continue;
      }
      size += stored.message().size();
      if (!found.isEmpty() && (found.size() == maxMessages || size > maxSize)) {
        all = false;
        break;
      }
      found.add(stored);
    }
    boolean complete = all;
    loop.execute(() -> answer.loaded(found, complete));
  }

  @Override
  public void remove(long number) {
    StoredMessage removed = messages.remove(number);
    if (removed != null) {
      numbersOfValues.remove(removed.message().delivery().key(), number);
    }
  }

  /** Forgets it: letters that nobody can read any more are of no use. */
  @Override
  public void bury(long number, String reason) {
    remove(number);
  }
}
