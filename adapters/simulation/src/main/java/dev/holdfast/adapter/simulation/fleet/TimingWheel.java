package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * A hierarchical timing wheel with a small exact heap at its front.
 *
 * <p>A date is read as digits: the lowest {@value #TICK_BITS} bits are below the tick (16 us), then
 * come {@value #WHEELS} digits of {@value #DIGIT_BITS} bits, one for each wheel. An entry waits in
 * the wheel of the highest digit in which its date differs from the front's, in the slot of that
 * digit; when the front comes to a slot of a higher wheel, its entries move down. So scheduling and
 * cancelling cost the same however many entries wait, and an entry moves once or twice in its life.
 *
 * <p>What is due within the front's own tick is in a heap, which puts it into exact order: the
 * order is that of {@link HeapQueue}, to the nanosecond. The heap is tiny unless very many entries
 * have one and the same date.
 *
 * <p>A slot is a few lists, its lanes, threaded through the entries themselves. To follow a list is
 * to wait for memory at each step; walking the lanes side by side, the processor waits for all of
 * them at once. Nothing is allocated after the constructor, unless the heap must grow.
 */
final class TimingWheel implements EventQueue {

  private static final int TICK_BITS = 14;
  private static final int DIGIT_BITS = 12;
  private static final int WHEELS = 3;
  private static final int SLOTS = 1 << DIGIT_BITS;
  private static final long LATEST = (1L << (TICK_BITS + WHEELS * DIGIT_BITS)) - 1;

  private static final int LANE_BITS = 3;

  /** So many entries fit into the processor's caches: one lane will do. */
  private static final int SMALL = 1 << 16;

  /** Instead of a successor: without a date. What is noted of nothing is 0. */
  private static final int OUT = 0;

  /** Instead of a successor: in the heap. */
  private static final int IN_FRONT = -1;

  /** Instead of a successor, and in empty lanes: the end of a list. Others are one too high. */
  private static final int END = -2;

  private final Dates dates;
  private final int laneBits;
  private final int laneMask;

  /** The first entry of each lane of each slot of each wheel, one too high. */
  private final int[] heads;

  /** One bit for each slot in which something may be. */
  private final SlotBits[] filled = new SlotBits[WHEELS];

  private final IndexHeap front;
  private final int[] walkers;

  /** The tick of the front: dates of this tick, and of any before, are in the heap. */
  private long tick;

  /** An empty wheel whose front is at 0; nothing may be noted yet. */
  TimingWheel(Dates dates) {
    this.dates = dates;
    laneBits = dates.entries() <= SMALL ? 0 : LANE_BITS;
    laneMask = (1 << laneBits) - 1;
    walkers = new int[laneMask + 1];
    heads = new int[(WHEELS * SLOTS) << laneBits];
    Arrays.fill(heads, END);
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      filled[wheel] = new SlotBits(SLOTS);
    }
    front = new IndexHeap(dates);
  }

  @Override
  public void schedule(int entry, long at) {
    if (at < 0 || at > LATEST) {
      throw new IllegalArgumentException("no date for an entry: " + at);
    }
    cancel(entry);
    dates.at(entry, at);
    insert(entry, at);
  }

  @Override
  public boolean waits(int entry) {
    return dates.successor(entry) != OUT;
  }

  @Override
  public void cancel(int entry) {
    int successor = dates.successor(entry);
    if (successor == OUT) {
      return;
    }
    if (successor == IN_FRONT) {
      front.remove(entry);
    } else {
      int predecessor = dates.predecessor(entry);
      if (successor != END) {
        dates.predecessor(successor - 1, predecessor);
      }
      if (predecessor >= 0) {
        dates.successor(predecessor, successor);
      } else {
        // Its bit may stay: an empty slot is passed over when its time comes.
        heads[~predecessor] = successor;
      }
    }
    dates.successor(entry, OUT);
  }

  @Override
  public int next() {
    while (front.isEmpty()) {
      if (!advance()) {
        return NONE;
      }
    }
    int entry = front.poll();
    dates.successor(entry, OUT);
    return entry;
  }

  @Override
  public long at(int entry) {
    return dates.at(entry);
  }

  @Override
  public long bytes() {
    return (long) heads.length * Integer.BYTES + front.bytes();
  }

  private void insert(int entry, long at) {
    long due = at >>> TICK_BITS;
    if (due <= tick) {
      dates.successor(entry, IN_FRONT);
      front.add(entry);
      return;
    }
    int wheel = (63 - Long.numberOfLeadingZeros(due ^ tick)) / DIGIT_BITS;
    int digit = (int) (due >>> (wheel * DIGIT_BITS)) & (SLOTS - 1);
    int lane = (((wheel << DIGIT_BITS) | digit) << laneBits) | (entry & laneMask);
    int head = heads[lane];
    heads[lane] = entry + 1;
    dates.neighbours(entry, head, ~lane);
    if (head == END) {
      filled[wheel].set(digit);
    } else {
      dates.predecessor(head - 1, entry);
    }
  }

  /** Moves the front to the next slot that holds something; false if there is none. */
  private boolean advance() {
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      int shift = wheel * DIGIT_BITS;
      int digit = filled[wheel].next((int) (tick >>> shift) & (SLOTS - 1));
      if (digit >= 0) {
        long above = tick >>> shift >>> DIGIT_BITS;
        tick = ((above << DIGIT_BITS) | digit) << shift;
        filled[wheel].clear(digit);
        empty(((wheel << DIGIT_BITS) | digit) << laneBits);
        return true;
      }
    }
    return false;
  }

  /** Moves everything in a slot to where it belongs now. */
  private void empty(int firstLane) {
    int walking = 0;
    for (int lane = 0; lane <= laneMask; lane++) {
      int head = heads[firstLane | lane];
      if (head != END) {
        heads[firstLane | lane] = END;
        walkers[walking++] = head - 1;
      }
    }
    while (walking > 0) {
      int stillWalking = 0;
      for (int i = 0; i < walking; i++) {
        int entry = walkers[i];
        int successor = dates.successor(entry);
        insert(entry, dates.at(entry));
        if (successor != END) {
          walkers[stillWalking++] = successor - 1;
        }
      }
      walking = stillWalking;
    }
  }
}
