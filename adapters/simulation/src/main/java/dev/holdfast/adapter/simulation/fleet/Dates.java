package dev.holdfast.adapter.simulation.fleet;

/**
 * The date of each entry of a queue, and whether it waits for it: one number, which may lie among
 * other things that are known of the entry, so that whoever looks at it has those at hand.
 */
final class Dates {

  private static final long WAITS = 1;

  private final long[] words;
  private final int first;
  private final int shift;
  private final int entries;

  /**
   * Room of its own for a number of entries, none of which waits.
   *
   * @param entries how many indexes there are
   */
  Dates(int entries) {
    this(new long[entries], 0, 0, entries);
  }

  /**
   * Room among other things; what is noted of nothing is 0.
   *
   * @param words where it is
   * @param first the index of the first entry's number
   * @param shift from one entry's number to the next it is 2^shift
   * @param entries how many there are
   */
  Dates(long[] words, int first, int shift, int entries) {
    this.words = words;
    this.first = first;
    this.shift = shift;
    this.entries = entries;
  }

  int entries() {
    return entries;
  }

  /** The date of an entry, also if it waits no more. */
  long at(int entry) {
    return word(entry) >> 1;
  }

  boolean waits(int entry) {
    return (word(entry) & WAITS) != 0;
  }

  /** Whether an entry waits for exactly this date. */
  boolean waitsFor(int entry, long date) {
    return word(entry) == (date << 1 | WAITS);
  }

  /**
   * Looks at the end of what lies around an entry's number, so that the processor fetches all of it
   * at the same time, also where it is not in one line of the cache.
   */
  long fetch(int entry) {
    return words[first + (entry << shift) + (1 << shift) - 1];
  }

  /** The entry waits from now on. */
  void waitFor(int entry, long date) {
    words[first + (entry << shift)] = date << 1 | WAITS;
  }

  /** The entry waits no more; its date stays known. */
  void waitNoMore(int entry) {
    words[first + (entry << shift)] &= ~WAITS;
  }

  private long word(int entry) {
    return words[first + (entry << shift)];
  }
}
