package dev.holdfast.adapter.simulation.fleet;

/** A set of small numbers that finds the next one in two steps. */
final class SlotBits {

  /** What {@link #from} answers when there is none. */
  static final int NONE = -1;

  private static final int WORD_BITS = 6;

  private final long[] words;

  /** One bit for each word that is not 0. */
  private long summary;

  /**
   * An empty set.
   *
   * @param bound numbers are below it; a multiple of 64, at most 4096
   */
  SlotBits(int bound) {
    words = new long[bound >>> WORD_BITS];
  }

  void set(int number) {
    int word = number >>> WORD_BITS;
    words[word] |= 1L << number;
    summary |= 1L << word;
  }

  void clear(int number) {
    int word = number >>> WORD_BITS;
    words[word] &= ~(1L << number);
    if (words[word] == 0) {
      summary &= ~(1L << word);
    }
  }

  /** The smallest number in the set that is not below the given one, which may be the bound. */
  int from(int least) {
    int word = least >>> WORD_BITS;
    if (word == words.length) {
      return NONE;
    }
    long rest = words[word] & (-1L << least);
    if (rest != 0) {
      return word << WORD_BITS | Long.numberOfTrailingZeros(rest);
    }
    // Shifted in two steps: by 64 at once would be by 0.
    long later = summary & (-1L << word << 1);
    if (later == 0) {
      return NONE;
    }
    int found = Long.numberOfTrailingZeros(later);
    return found << WORD_BITS | Long.numberOfTrailingZeros(words[found]);
  }
}
