package dev.holdfast.application.testing.store;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * A store that a test can hold up, break and crash: it does what it was asked at once, unless it is
 * held, and answers on the loop. What was done is there after a crash, the rest is not.
 */
public final class FakeStore implements MessageStore {

  private final Executor loop;
  private final NavigableMap<Long, StoredMessage> messages;
  private final Map<Long, String> buried;
  private final Inventory inventory;
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private long lastNumber;
  private boolean held;
  private String failure = "";
  private int loads;

  /** An empty one. */
  public FakeStore(Executor loop) {
    this(loop, "s1", new TreeMap<>(), new LinkedHashMap<>(), 0);
  }

  private FakeStore(
      Executor loop,
      String identity,
      NavigableMap<Long, StoredMessage> messages,
      Map<Long, String> buried,
      long lastNumber) {
    this.loop = loop;
    this.messages = messages;
    this.buried = buried;
    this.lastNumber = lastNumber;
    long count = 0;
    long size = 0;
    Map<String, Long> values = new LinkedHashMap<>();
    for (StoredMessage stored : messages.values()) {
      OutboundMessage message = stored.message();
      if (message.delivery().messageClass() == MessageClass.LATEST_VALUE) {
        values.put(message.delivery().key(), message.size());
      } else {
        count++;
        size += message.size();
      }
    }
    this.inventory = new Inventory(identity, true, lastNumber, new Stock(count, size), values);
  }

  /**
   * What is found after a crash: everything that was done.
   *
   * @param nextLoop the loop of the next process
   * @param identity of this opening
   */
  public FakeStore afterCrash(Executor nextLoop, String identity) {
    return new FakeStore(
        nextLoop, identity, new TreeMap<>(messages), new LinkedHashMap<>(buried), lastNumber);
  }

  /** Does nothing of what is asked from now on. */
  public void hold() {
    held = true;
  }

  /** Does everything that was asked. */
  public void release() {
    held = false;
    for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
  }

  /** Fails from now on; goes well again if the reason is empty. */
  public void failWith(String why) {
    failure = why;
  }

  /** The messages that are stored, as their texts. */
  public List<String> texts() {
    return messages.values().stream().map(StorePromises::text).toList();
  }

  /** The ids of what is stored. */
  public List<String> ids() {
    return messages.values().stream().map(StoredMessage::id).toList();
  }

  /** What was buried, as reasons by number. */
  public Map<Long, String> buried() {
    return buried;
  }

  /** How often somebody wanted to read. */
  public int loads() {
    return loads;
  }

  private void ask(Runnable task) {
    if (held) {
      asked.add(task);
    } else {
      task.run();
    }
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    ask(
        () -> {
          if (!failure.isEmpty()) {
            String why = failure;
            loop.execute(() -> answer.failed(why));
            return;
          }
          long number = ++lastNumber;
          String key = message.delivery().key();
          if (!key.isEmpty()) {
            messages.values().removeIf(other -> other.message().delivery().key().equals(key));
          }
          messages.put(number, new StoredMessage(number, id, acceptedMillis, message));
          loop.execute(() -> answer.stored(number));
        });
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    loads++;
    ask(
        () -> {
          if (!failure.isEmpty()) {
            String why = failure;
            loop.execute(() -> answer.failed(why));
            return;
          }
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
        });
  }

  @Override
  public void remove(long number) {
    ask(() -> messages.remove(number));
  }

  @Override
  public void bury(long number, String reason) {
    ask(
        () -> {
          if (messages.remove(number) != null) {
            buried.put(number, reason);
          }
        });
  }
}
