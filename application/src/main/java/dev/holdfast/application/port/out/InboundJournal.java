package dev.holdfast.application.port.out;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps what arrived, from whatever connection, until every one of its readers has it. A reader has
 * a name and a position: the number of the last message that it need not get again.
 *
 * <p>None of the calls blocks, and any thread may make them; they take effect in the order in which
 * they were made, and are answered in that order, on any thread, never inside the call. A journal
 * keeps no bounds: its user knows from {@link #inventory} and from the answers how much there is.
 */
public interface InboundJournal {

  /** What was in it when it was opened; the same at every call, and it does not block. */
  Inventory inventory();

  /**
   * Stores a message behind all others.
   *
   * @param message what arrived
   * @param receivedMillis when, the time of day
   * @param answer told once it is safe from whatever this journal protects from, or that it is not
   */
  void append(InboundMessage message, long receivedMillis, Appended answer);

  /**
   * Reads messages in the order of their numbers.
   *
   * @param after only those with a higher number
   * @param maxMessages how many at most; 1 or more
   * @param maxSize how much in all, as in {@link InboundMessage#size}; one message is read however
   *     large it is
   * @param answer told what there is
   */
  void load(long after, int maxMessages, long maxSize, Loaded answer);

  /**
   * A reader has everything up to a number; what all of them have is taken out. After a crash its
   * position may be an older one. A failure is not told, but tried again.
   *
   * @param reader one of those it was opened for
   * @param number lower ones than before change nothing
   * @param left told how much there is then
   */
  void advance(String reader, long number, Consumer<Stock> left);

  /**
   * A message of the journal.
   *
   * @param number counts upwards, with gaps, and is never used again
   * @param receivedMillis when it arrived, the time of day
   */
  record Entry(long number, long receivedMillis, InboundMessage message) {}

  /**
   * How much there is.
   *
   * @param messages how many
   * @param size how much in all, as in {@link InboundMessage#size}
   */
  record Stock(long messages, long size) {

    /** Nothing. */
    public static final Stock NONE = new Stock(0, 0);
  }

  /**
   * What a journal held when it was opened.
   *
   * @param durable whether it outlives the process
   * @param stock what is left for one reader or another
   * @param positions of its readers; that of a new one is before everything that is there
   */
  record Inventory(boolean durable, Stock stock, Map<String, Long> positions) {

    /** Copies the map. */
    public Inventory {
      positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
    }
  }

  /** The answer to {@link #append}: one call to one of them. */
  interface Appended {

    /** It is stored. */
    void stored(long number);

    /**
     * It is not stored.
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
     * @param entries in the order of their numbers
     * @param all whether there are none beyond them
     */
    void loaded(List<Entry> entries, boolean all);

    /**
     * The journal could not be read.
     *
     * @param why for the log; no payload
     */
    void failed(String why);
  }
}
