package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore.Inventory;
import dev.holdfast.application.port.out.MessageStore.Stock;
import dev.holdfast.application.port.out.StoredMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is on a disk of the messages of one connection; it outlives the processes that use it. */
final class SimulatedDisk {

  /** Instead of a number: there was no room. */
  static final long NO_ROOM = 0;

  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Set<String> texts = new HashSet<>();
  private final Set<String> everHeld = new HashSet<>();
  private long lastNumber;
  private int openings;
  private boolean full;
  private boolean unreadable;

  /**
   * Messages that were read.
   *
   * @param messages in the order of their numbers
   * @param all whether there are none beyond them
   */
  record Page(List<StoredMessage> messages, boolean all) {}

  // --- for a store ---

  /** Somebody opens it: what there is, under an identity that no other opening has. */
  Inventory open() {
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
    return new Inventory("d" + ++openings, true, lastNumber, new Stock(count, size), values);
  }

  /** Keeps a message; answers its number, or {@link #NO_ROOM}. */
  long put(OutboundMessage message, String id, long acceptedMillis) {
    if (full) {
      return NO_ROOM;
    }
    String key = message.delivery().key();
    if (!key.isEmpty()) {
      messages.values().stream()
          .filter(other -> other.message().delivery().key().equals(key))
          .map(StoredMessage::number)
          .toList()
          .forEach(this::delete);
    }
    long number = ++lastNumber;
    messages.put(number, new StoredMessage(number, id, acceptedMillis, message));
    texts.add(text(message));
    everHeld.add(text(message));
    return number;
  }

  void delete(long number) {
    StoredMessage deleted = messages.remove(number);
    if (deleted != null) {
      texts.remove(text(deleted.message()));
    }
  }

  /** Reads; empty if that is not possible. */
  Optional<Page> read(MessageClass of, long after, int maxMessages, long maxSize) {
    if (unreadable) {
      return Optional.empty();
    }
    List<StoredMessage> found = new ArrayList<>();
    long size = 0;
    for (StoredMessage stored : messages.tailMap(after, false).values()) {
      if (stored.message().delivery().messageClass() != of) {
        continue;
      }
      size += stored.message().size();
      if (!found.isEmpty() && (found.size() == maxMessages || size > maxSize)) {
        return Optional.of(new Page(found, false));
      }
      found.add(stored);
    }
    return Optional.of(new Page(found, true));
  }

  // --- for the world ---

  /** There is no room any more, or there is again. */
  void fill(boolean yes) {
    full = yes;
  }

  /** It cannot be read any more, or it can again. */
  void breakDown(boolean yes) {
    unreadable = yes;
  }

  /** What is on it, in the order of numbers. */
  List<StoredMessage> content() {
    return List.copyOf(messages.values());
  }

  /** Whether this message is on it. */
  boolean holds(String text) {
    return texts.contains(text);
  }

  /** Whether this message is on it, or was. */
  boolean hasHeld(String text) {
    return everHeld.contains(text);
  }

  private static String text(OutboundMessage message) {
    return message instanceof OutboundMessage.Text text ? text.text() : message.toString();
  }
}
