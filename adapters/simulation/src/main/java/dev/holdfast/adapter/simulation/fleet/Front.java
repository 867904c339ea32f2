package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * Keys of one tick, in order: numbers that are smaller the earlier they are due. A tick is filled,
 * put into order, and read; what joins it while it is read comes at its place too.
 *
 * <p>A tick holds a few dozen keys in a large fleet, and all there are if all are due at once.
 */
final class Front {

  /** What {@link #next} answers when nothing is left. */
  static final long NONE = -1;

  private static final int FIRST_CAPACITY = 64;

  /** Up to so many are put into order one by one; more are dealt into piles first. */
  private static final int FEW = 24;

  /** More than this are left to a sort that needs no second room. */
  private static final int MANY = 1 << 14;

  private static final int PILES_BITS = 8;
  private static final int PILES = 1 << PILES_BITS;

  private final int pileShift;
  private final int[] piles = new int[PILES];
  private long[] dealt = new long[0];

  /** Those from next to size are in order and still to come. */
  private long[] keys = new long[FIRST_CAPACITY];

  private int next;
  private int size;

  /** What came too late to be put into order with the others: a binary heap. */
  private long[] late = new long[FIRST_CAPACITY];

  private int lateSize;

  /** Of no use; without it, nothing would be fetched. */
  private long unusedEnds;

  /**
   * An empty front.
   *
   * @param keyBits keys are below 2^keyBits
   */
  Front(int keyBits) {
    pileShift = Math.max(0, keyBits - PILES_BITS);
  }

  long bytes() {
    return (long) (keys.length + late.length + dealt.length) * Long.BYTES;
  }

  /** Adds a key to a front that is not in order yet: {@link #order} follows. */
  void fill(long key) {
    if (size == keys.length) {
      makeRoom();
    }
    keys[size++] = key;
  }

  /**
   * Of what was filled in, keeps the keys that their entries wait for.
   *
   * @param begin the date that a key of 0 stands for
   * @param entryBits the lowest bits of a key are its entry, the others a date
   */
  void keep(Dates dates, long begin, int entryBits) {
    // First nothing but a look at each: so the processor fetches many entries at the same time.
    if (waiting(dates, begin, entryBits) == size) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (waits(keys[i], dates, begin, entryBits)) {
        keys[kept++] = keys[i];
      }
    }
    size = kept;
  }

  private int waiting(Dates dates, long begin, int entryBits) {
    int count = 0;
    long ends = 0;
    for (int i = 0; i < size; i++) {
      ends ^= dates.fetch((int) (keys[i] & ((1L << entryBits) - 1)));
      count += waits(keys[i], dates, begin, entryBits) ? 1 : 0;
    }
    unusedEnds = ends;
    return count;
  }

  private static boolean waits(long key, Dates dates, long begin, int entryBits) {
    return dates.waitsFor((int) (key & ((1L << entryBits) - 1)), begin + (key >>> entryBits));
  }

  /** Puts what was filled in into order; nothing else may be left. */
  void order() {
    if (size <= FEW) {
      insertionSort(0, size);
    } else if (size <= MANY) {
      deal();
    } else {
      Arrays.sort(keys, 0, size);
    }
  }

  /** Adds a key at its place. */
  void join(long key) {
    if (size == 0 || key >= keys[size - 1]) {
      fill(key);
    } else {
      joinLate(key);
    }
  }

  /** Takes the first key out; {@link #NONE} if nothing is left. */
  long next() {
    if (next < size && (lateSize == 0 || keys[next] <= late[0])) {
      long key = keys[next++];
      if (next == size) {
        next = 0;
        size = 0;
      }
      return key;
    }
    return lateSize == 0 ? NONE : pollLate();
  }

  private void makeRoom() {
    if (next > size >> 1) {
      System.arraycopy(keys, next, keys, 0, size - next);
      size -= next;
      next = 0;
    } else {
      keys = Arrays.copyOf(keys, size + (size >> 1));
    }
  }

  /** Deals the keys into piles by their highest bits, then puts each pile into order. */
  private void deal() {
    if (dealt.length < size) {
      dealt = new long[keys.length];
    }
    Arrays.fill(piles, 0);
    for (int i = 0; i < size; i++) {
      piles[(int) (keys[i] >>> pileShift)]++;
    }
    int end = 0;
    for (int pile = 0; pile < PILES; pile++) {
      int count = piles[pile];
      piles[pile] = end;
      end += count;
    }
    for (int i = 0; i < size; i++) {
      int pile = (int) (keys[i] >>> pileShift);
      dealt[piles[pile]++] = keys[i];
    }
    long[] swapped = keys;
    keys = dealt;
    dealt = swapped;
    int from = 0;
    for (int pile = 0; pile < PILES; pile++) {
      int to = piles[pile];
      if (to - from <= FEW) {
        insertionSort(from, to);
      } else {
        Arrays.sort(keys, from, to);
      }
      from = to;
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int place = i;
      while (place > from && keys[place - 1] > key) {
        keys[place] = keys[place - 1];
        place--;
      }
      keys[place] = key;
    }
  }

  private void joinLate(long key) {
    if (lateSize == late.length) {
      late = Arrays.copyOf(late, lateSize + (lateSize >> 1));
    }
    int place = lateSize++;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (late[parent] <= key) {
        break;
      }
      late[place] = late[parent];
      place = parent;
    }
    late[place] = key;
  }

  private long pollLate() {
    long first = late[0];
    long last = late[--lateSize];
    int place = 0;
    for (int child = 1; child < lateSize; child = 2 * place + 1) {
      if (child + 1 < lateSize && late[child + 1] < late[child]) {
        child++;
      }
      if (late[child] >= last) {
        break;
      }
      late[place] = late[child];
      place = child;
    }
    late[place] = last;
    return first;
  }
}
