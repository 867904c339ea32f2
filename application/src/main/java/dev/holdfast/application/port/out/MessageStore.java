package dev.holdfast.application.port.out;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the messages of one connection until the gateway has them.
 *
 * <p>Calls come from the loop of the connection. None of them blocks; they take effect in the order
 * in which they were made, and are answered in that order, on any thread, never inside the call. A
 * store keeps no bounds: its user knows from {@link #inventory} and from what it adds and takes out
 * how much there is.
 */
public interface MessageStore {

  /** What was in it when it was opened; the same at every call, and it does not block. */
  Inventory inventory();

  /**
   * Stores a message. A latest value takes the place of the one with the same key, if there is one:
   * one of them is there at any time, and the new one gets a number of its own.
   *
   * @param message what to store
   * @param id by which the gateway knows a duplicate; not empty
   * @param acceptedMillis the time of day
   * @param answer told once it is safe from whatever this store protects from, or that it is not
   */
  void add(OutboundMessage message, String id, long acceptedMillis, Added answer);

  /**
   * Reads messages of one class in the order of their numbers.
   *
   * @param of the class
   * @param after only those with a higher number
   * @param maxMessages how many at most; 1 or more
   * @param maxSize how much in all, as in {@link OutboundMessage#size}; one message is read however
   *     large it is
   * @param answer told what there is
   */
  void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer);

  /**
   * The gateway has it. Not answered, and not waited for: after a crash the message may be there
   * again. One that is not there, or not any more, is ignored.
   */
  void remove(long number);

  /**
   * It cannot be delivered: kept aside, for people. Not answered; one that is not there is ignored.
   *
   * @param number its number
   * @param reason why, in words
   */
  void bury(long number, String reason);

  /**
   * What a store held when it was opened.
   *
   * @param identity differs from that of every other opening: ids made with it are used once
   * @param durable whether it outlives the process
   * @param lastNumber the highest number so far; 0 if there was none
   * @param atLeastOnce the messages of that class
   * @param latestValues the size of each latest value, by its key
   */
  record Inventory(
      String identity,
      boolean durable,
      long lastNumber,
      Stock atLeastOnce,
      Map<String, Long> latestValues) {

    /** Copies the map. */
    public Inventory {
      latestValues = Collections.unmodifiableMap(new LinkedHashMap<>(latestValues));
    }

    /** One that begins empty, and ends with the process. */
    public static Inventory ofNothing(String identity) {
      return new Inventory(identity, false, 0, Stock.NONE, Map.of());
    }
  }

  /**
   * How much there is.
   *
   * @param messages how many
   * @param size how much in all, as in {@link OutboundMessage#size}
   */
  record Stock(long messages, long size) {

    /** Nothing. */
    public static final Stock NONE = new Stock(0, 0);
  }

  /** The answer to {@link #add}: one call to one of them. */
  interface Added {

    /** It is stored. */
    void stored(long number);

    /**
     * It is not stored, and will not be sent.
     *
     * @param why for the log; no payload
     */
    void failed(String why);
  }

  /** The answer to {@link #load}: one call to one of them. */
  interface Loaded {

    /**
     * What there is.
     *
     * @param messages in the order of their numbers
     * @param all whether there are none beyond them
     */
    void loaded(List<StoredMessage> messages, boolean all);

    /**
     * The store could not be read.
     *
     * @param why for the log; no payload
     */
    void failed(String why);
  }
}
