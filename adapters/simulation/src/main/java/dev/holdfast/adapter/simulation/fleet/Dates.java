package dev.holdfast.adapter.simulation.fleet;

/**
 * What a queue notes of each entry, two numbers: its date, and where it is. They may lie among
 * other things that are known of the entry, so that whoever looks at one has the other at hand.
 */
final class Dates {

  /** Numbers for each entry. */
  static final int WORDS = 2;

  private static final long LOW = 0xffff_ffffL;

  private final long[] words;
  private final int stride;
  private final int entries;

  /**
   * Room of its own for a number of entries.
   *
   * @param entries how many indexes there are
   */
  Dates(int entries) {
    this(new long[entries * WORDS], WORDS);
  }

  /**
   * Room among other things.
   *
   * @param words of each entry, the first {@value #WORDS} of every {@code stride} are the queue's
   * @param stride how many numbers belong to one entry
   */
  Dates(long[] words, int stride) {
    this.words = words;
    this.stride = stride;
    this.entries = words.length / stride;
  }

  int entries() {
    return entries;
  }

  long at(int entry) {
    return words[entry * stride];
  }

  void at(int entry, long date) {
    words[entry * stride] = date;
  }

  /** One number about where it is; what it means is up to the queue. */
  int successor(int entry) {
    return (int) (words[entry * stride + 1] >> Integer.SIZE);
  }

  void successor(int entry, int value) {
    int index = entry * stride + 1;
    words[index] = ((long) value << Integer.SIZE) | (words[index] & LOW);
  }

  /** Another one. */
  int predecessor(int entry) {
    return (int) words[entry * stride + 1];
  }

  void predecessor(int entry, int value) {
    int index = entry * stride + 1;
    words[index] = (words[index] & ~LOW) | (value & LOW);
  }

  void neighbours(int entry, int successor, int predecessor) {
    words[entry * stride + 1] = ((long) successor << Integer.SIZE) | (predecessor & LOW);
  }
}
