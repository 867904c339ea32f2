package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * Bags of numbers, in no order. All of them share one pool of chunks, each of which is a line of
 * the cache: what is added goes behind what was added last, wherever in memory the bag began.
 *
 * <p>Reading a bag empties it: {@link #detach} it, read each chunk from {@link #firstOf} to its
 * end, and {@link #release} it for the next.
 */
final class Bags {

  private static final int CHUNK_BITS = 3;

  /** Keys of a chunk. */
  static final int CHUNK = 1 << CHUNK_BITS;

  private static final int FIRST_CHUNKS = 64;

  /** Where the next key of each bag goes; 0 while it is empty, so the first chunk is never used. */
  private final int[] ends;

  private long[] pool;

  /** Of each chunk of a bag, the one that was filled before it; of a free one, the next. */
  private int[] links;

  /** The first of the chunks that were used before, and are free; 0 for none. */
  private int free;

  /** The first of the chunks that were never used. */
  private int unused = 1;

  private int keys;

  /**
   * Empty bags.
   *
   * @param bags how many
   * @param keys about how many numbers they will hold; they grow beyond
   */
  Bags(int bags, int keys) {
    ends = new int[bags];
    int chunks = FIRST_CHUNKS + (keys >>> CHUNK_BITS);
    pool = new long[chunks << CHUNK_BITS];
    links = new int[chunks];
  }

  /** How many numbers there are in all bags. */
  int keys() {
    return keys;
  }

  long bytes() {
    return (long) pool.length * Long.BYTES + (long) (links.length + ends.length) * Integer.BYTES;
  }

  void add(int bag, long key) {
    int end = ends[bag];
    if ((end & (CHUNK - 1)) == 0) {
      end = chunkBehind(end);
    }
    pool[end] = key;
    ends[bag] = end + 1;
    keys++;
  }

  /**
   * Empties a bag.
   *
   * @return the end of its first chunk, for {@link #firstOf}; 0 if it was empty
   */
  int detach(int bag) {
    int end = ends[bag];
    ends[bag] = 0;
    return end;
  }

  /** Where the chunk begins that ends there. */
  static int firstOf(int end) {
    return (end - 1) & -CHUNK;
  }

  long key(int index) {
    return pool[index];
  }

  /**
   * Gives a chunk back that has been read.
   *
   * @param end its end
   * @return the end of the next chunk of the same bag; 0 if it was the last
   */
  int release(int end) {
    int first = firstOf(end);
    int chunk = first >>> CHUNK_BITS;
    int before = links[chunk];
    links[chunk] = free;
    free = chunk;
    keys -= end - first;
    return before == 0 ? 0 : (before + 1) << CHUNK_BITS;
  }

  private int chunkBehind(int end) {
    int chunk = free;
    if (chunk != 0) {
      free = links[chunk];
    } else {
      if (unused == links.length) {
        int chunks = links.length + (links.length >>> 2);
        pool = Arrays.copyOf(pool, chunks << CHUNK_BITS);
        links = Arrays.copyOf(links, chunks);
      }
      chunk = unused++;
    }
    links[chunk] = end == 0 ? 0 : (end - 1) >>> CHUNK_BITS;
    return chunk << CHUNK_BITS;
  }
}
