package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * A hierarchical timing wheel with a small exact heap at its front.
 *
 * <p>A date is read as digits: the lowest {@value #TICK_BITS} bits are below the tick (16 us), then
 * come four digits of {@value #DIGIT_BITS} bits, one for each wheel. An entry waits in the wheel of
 * the highest digit in which its date differs from the front's, in the slot of that digit; when the
 * front comes to a slot of a higher wheel, its entries move down. So scheduling and cancelling cost
 * the same however many entries wait, and an entry moves twice or thrice in its life.
 *
 * <p>What is due within the front's own tick is in a heap, which puts it into exact order: the
 * order is that of {@link HeapQueue}, to the nanosecond. The heap is tiny unless very many entries
 * have one and the same date.
 *
 * <p>The slots are lists threaded through two arrays of indexes; nothing is allocated after the
 * constructor, unless the heap must grow.
 */
final class TimingWheel implements EventQueue {

  private static final int TICK_BITS = 14;
  private static final int DIGIT_BITS = 12;
  private static final int WHEELS = 4;
  private static final int SLOTS = 1 << DIGIT_BITS;
  private static final long LATEST = (1L << (TICK_BITS + WHEELS * DIGIT_BITS)) - 1;

  /** Instead of a successor: the last of its list. */
  private static final int END = -1;

  /** Instead of a successor: without a date. */
  private static final int OUT = -2;

  /** Instead of a successor: in the heap. */
  private static final int IN_FRONT = -3;

  private final long[] dates;
  private final int[] successors;

  /** The predecessor in a list, the complement of the slot for its first, or the place in front. */
  private final int[] predecessors;

  private final int[] heads = new int[WHEELS * SLOTS];

  /** One bit for each slot that is not empty. */
  private final SlotBits[] filled = new SlotBits[WHEELS];

  private final IndexHeap front;

  /** The tick of the front: dates of this tick, and of any before, are in the heap. */
  private long tick;

  /**
   * An empty wheel whose front is at 0.
   *
   * @param entries how many indexes there are
   */
  TimingWheel(int entries) {
    dates = new long[entries];
    successors = new int[entries];
    predecessors = new int[entries];
    Arrays.fill(successors, OUT);
    Arrays.fill(heads, END);
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      filled[wheel] = new SlotBits(SLOTS);
    }
    front = new IndexHeap(dates, predecessors);
  }

  @Override
  public void schedule(int entry, long at) {
    if (at < 0 || at > LATEST) {
      throw new IllegalArgumentException("no date for an entry: " + at);
    }
    cancel(entry);
    dates[entry] = at;
    insert(entry);
  }

  @Override
  public boolean waits(int entry) {
    return successors[entry] != OUT;
  }

  @Override
  public void cancel(int entry) {
    int successor = successors[entry];
    if (successor == OUT) {
      return;
    }
    successors[entry] = OUT;
    if (successor == IN_FRONT) {
      front.remove(entry);
      return;
    }
    int predecessor = predecessors[entry];
    if (successor != END) {
      predecessors[successor] = predecessor;
    }
    if (predecessor >= 0) {
      successors[predecessor] = successor;
    } else {
      int slot = ~predecessor;
      heads[slot] = successor;
      if (successor == END) {
        filled[slot >>> DIGIT_BITS].clear(slot & (SLOTS - 1));
      }
    }
  }

  @Override
  public int next() {
    while (front.isEmpty()) {
      if (!advance()) {
        return NONE;
      }
    }
    int entry = front.poll();
    successors[entry] = OUT;
    return entry;
  }

  @Override
  public long at(int entry) {
    return dates[entry];
  }

  @Override
  public long bytes() {
    return dates.length * (long) (Long.BYTES + 2 * Integer.BYTES)
        + (long) heads.length * Integer.BYTES
        + front.bytes();
  }

  private void insert(int entry) {
    long due = dates[entry] >>> TICK_BITS;
    if (due <= tick) {
      successors[entry] = IN_FRONT;
      front.add(entry);
      return;
    }
    int wheel = (63 - Long.numberOfLeadingZeros(due ^ tick)) / DIGIT_BITS;
    int digit = (int) (due >>> (wheel * DIGIT_BITS)) & (SLOTS - 1);
    int slot = wheel << DIGIT_BITS | digit;
    int head = heads[slot];
    heads[slot] = entry;
    successors[entry] = head;
    predecessors[entry] = ~slot;
    if (head == END) {
      filled[wheel].set(digit);
    } else {
      predecessors[head] = entry;
    }
  }

  /** Moves the front to the next slot that holds something; false if there is none. */
  private boolean advance() {
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      int shift = wheel * DIGIT_BITS;
      int digit = filled[wheel].next((int) (tick >>> shift) & (SLOTS - 1));
      if (digit >= 0) {
        long above = tick >>> shift >>> DIGIT_BITS;
        tick = (above << DIGIT_BITS | digit) << shift;
        empty(wheel, digit);
        return true;
      }
    }
    return false;
  }

  private void empty(int wheel, int digit) {
    int slot = wheel << DIGIT_BITS | digit;
    int entry = heads[slot];
    heads[slot] = END;
    filled[wheel].clear(digit);
    while (entry != END) {
      int successor = successors[entry];
      insert(entry);
      entry = successor;
    }
  }
}
