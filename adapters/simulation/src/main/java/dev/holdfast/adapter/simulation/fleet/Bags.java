package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * Bags of numbers, in no order. All of them share one pool of chunks: what is added goes behind
 * what was added last, and what is read lies side by side.
 *
 * <p>Reading a bag empties it: {@link #detach} it, read each chunk from {@link #firstOf} to its
 * end, and {@link #release} it for the next.
 */
final class Bags {

  private static final int FIRST_CHUNKS = 64;

  private final int chunkBits;

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
   * @param chunkBits a chunk has room for 2^chunkBits of them
   */
  Bags(int bags, int keys, int chunkBits) {
    this.chunkBits = chunkBits;
    ends = new int[bags];
    int chunks = FIRST_CHUNKS + (keys >>> chunkBits);
    pool = new long[chunks << chunkBits];
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
    if ((end & ((1 << chunkBits) - 1)) == 0) {
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
  int firstOf(int end) {
    return (end - 1) & (-1 << chunkBits);
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
    int chunk = first >>> chunkBits;
    int before = links[chunk];
    links[chunk] = free;
    free = chunk;
    keys -= end - first;
    return before == 0 ? 0 : (before + 1) << chunkBits;
  }

  private int chunkBehind(int end) {
    int chunk = free;
    if (chunk != 0) {
      free = links[chunk];
    } else {
      if (unused == links.length) {
        int chunks = links.length + (links.length >>> 2);
        pool = Arrays.copyOf(pool, chunks << chunkBits);
        links = Arrays.copyOf(links, chunks);
      }
      chunk = unused++;
    }
    links[chunk] = end == 0 ? 0 : (end - 1) >>> chunkBits;
    return chunk << chunkBits;
  }
}
