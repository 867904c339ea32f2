package dev.holdfast.adapter.simulation.fleet;

/**
 * A hierarchical timing wheel whose slots are bags of indexes, and which puts a tick into exact
 * order when its time comes.
 *
 * <p>A date is read as digits: the lowest bits are below the tick, then come {@value #WHEELS}
 * digits of {@value #DIGIT_BITS} bits, one for each wheel. An entry waits in the wheel of the
 * highest digit in which its date differs from the front's, in the slot of that digit; when the
 * front comes to a slot of a higher wheel, its entries move down. So scheduling costs the same
 * however many entries wait, and an entry moves once or twice in its life. The order is that of
 * {@link HeapQueue}, to the nanosecond.
 *
 * <p>What costs time in a large fleet is to wait for memory. Therefore:
 *
 * <ul>
 *   <li>A slot holds keys, the date within the slot and the index in one number. Scheduling writes
 *       one behind the others, moving down reads them one behind the other: neither looks at the
 *       entries, nor at their neighbours.
 *   <li>Cancelling only notes that the entry waits no more, and a new date only notes the date. The
 *       key stays, and is passed over when it comes out and is not what the entry waits for. When
 *       there are too many of those, all slots are swept.
 *   <li>When a tick comes, all its keys are compared with what their entries wait for before the
 *       first is played: their memory is fetched side by side, not one after the other. Ticks are
 *       as long as it takes to have some dozens of entries in each.
 * </ul>
 *
 * <p>Nothing is allocated after the constructor, unless keys that wait no more, or very many in one
 * tick, need more room.
 */
final class TimingWheel implements EventQueue {

  private static final int WHEELS = 3;
  private static final int DIGIT_BITS = 11;
  private static final int SLOTS = 1 << DIGIT_BITS;

  /** Of the tick: 262 us in a fleet of a million, up to 1 ms in a small one. */
  private static final int TICK_BITS_MIN = 18;

  private static final int TICK_BITS_MAX = 20;
  private static final int DATE_BITS = TICK_BITS_MIN + WHEELS * DIGIT_BITS;
  private static final long LATEST = (1L << DATE_BITS) - 1;

  /** A fleet of 2^20 with the shortest tick, one of half the size with one twice as long. */
  private static final int TICK_AND_ENTRY_BITS = TICK_BITS_MIN + 20;

  /** Small fleets would have more slots than keys to fill chunks with. */
  private static final int LARGE = 1 << 16;

  private static final int CHUNK_BITS_SMALL = 3;
  private static final int CHUNK_BITS_LARGE = 5;

  /** With a slot of the highest wheel, a key. */
  private static final int ENTRY_BITS_MAX = 24;

  private final Dates dates;
  private final int entryBits;
  private final long entryMask;
  private final int tickBits;

  /** One for each slot of each wheel. */
  private final Bags bags;

  /** One bit for each slot in which something may be. */
  private final SlotBits[] filled = new SlotBits[WHEELS];

  private final Front front;

  /** The tick of the front, whose keys are in it. */
  private long tick;

  /** The date of the entry that came out last. */
  private long now;

  /** With so many keys in the slots, it is time to sweep them. */
  private int sweepAt;

  /** Of a chunk that is swept, the keys that stay. */
  private final long[] keep;

  /**
   * An empty wheel whose front is at 0; nothing may be noted yet.
   *
   * @throws IllegalArgumentException for more than 2^24 entries
   */
  TimingWheel(Dates dates) {
    this.dates = dates;
    entryBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, dates.entries() - 1));
    if (entryBits > ENTRY_BITS_MAX) {
      throw new IllegalArgumentException("too many entries: " + dates.entries());
    }
    entryMask = (1L << entryBits) - 1;
    tickBits = Math.min(TICK_BITS_MAX, Math.max(TICK_BITS_MIN, TICK_AND_ENTRY_BITS - entryBits));
    sweepAt = sweepAt(dates.entries());
    int chunkBits = dates.entries() < LARGE ? CHUNK_BITS_SMALL : CHUNK_BITS_LARGE;
    bags = new Bags(WHEELS * SLOTS, sweepAt, chunkBits);
    keep = new long[1 << chunkBits];
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      filled[wheel] = new SlotBits(SLOTS);
    }
    front = new Front(tickBits + entryBits);
  }

  @Override
  public void schedule(int entry, long at) {
    if (at < now || at > LATEST) {
      throw new IllegalArgumentException("no date for an entry: " + at + " at " + now);
    }
    if (dates.waitsFor(entry, at)) {
      return;
    }
    dates.waitFor(entry, at);
    if (at >>> tickBits == tick) {
      front.join(key(entry, at, tickBits));
      return;
    }
    if (bags.keys() >= sweepAt) {
      sweep();
    }
    insert(entry, at);
  }

  @Override
  public boolean waits(int entry) {
    return dates.waits(entry);
  }

  @Override
  public void cancel(int entry) {
    dates.waitNoMore(entry);
  }

  @Override
  public int next() {
    while (true) {
      long key = front.next();
      if (key == Front.NONE) {
        if (!advance()) {
          // Nothing is in any slot: the front may be anywhere.
          tick = now >>> tickBits;
          return NONE;
        }
        continue;
      }
      int entry = entry(key);
      long at = (tick << tickBits) + (key >>> entryBits);
      // It may have got another date since the tick came, or the same one twice.
      if (dates.waitsFor(entry, at)) {
        dates.waitNoMore(entry);
        now = at;
        return entry;
      }
    }
  }

  @Override
  public long at(int entry) {
    return dates.at(entry);
  }

  @Override
  public long bytes() {
    return bags.bytes() + front.bytes();
  }

  private static int sweepAt(int keys) {
    return keys + (keys >>> 2) + SLOTS;
  }

  private void insert(int entry, long at) {
    long due = at >>> tickBits;
    long differs = due ^ tick;
    int wheel = differs < SLOTS ? 0 : differs < (long) SLOTS * SLOTS ? 1 : 2;
    int slotBits = tickBits + wheel * DIGIT_BITS;
    int digit = (int) (at >>> slotBits) & (SLOTS - 1);
    filled[wheel].set(digit);
    bags.add(wheel << DIGIT_BITS | digit, key(entry, at, slotBits));
  }

  /** Moves the front to the next slot that holds something; false if there is none. */
  private boolean advance() {
    int digit = filled[0].from(digit(0) + 1);
    while (digit < 0) {
      if (!descend()) {
        return false;
      }
      digit = filled[0].from(digit(0));
    }
    tick = (tick & -SLOTS) | digit;
    filled[0].clear(digit);
    long begin = tick << tickBits;
    int end = bags.detach(digit);
    while (end != 0) {
      for (int i = bags.firstOf(end); i < end; i++) {
        front.fill(bags.key(i));
      }
      end = bags.release(end);
    }
    front.keep(dates, begin, entryBits);
    front.order();
    return true;
  }

  /** Moves the front to the next slot of a higher wheel, and what is in it to where it belongs. */
  private boolean descend() {
    for (int wheel = 1; wheel < WHEELS; wheel++) {
      int digit = filled[wheel].from(digit(wheel) + 1);
      if (digit >= 0) {
        int shift = wheel * DIGIT_BITS;
        tick = ((tick >>> shift & -SLOTS) | digit) << shift;
        filled[wheel].clear(digit);
        long slot = tick << tickBits;
        int end = bags.detach(wheel << DIGIT_BITS | digit);
        while (end != 0) {
          for (int i = bags.firstOf(end); i < end; i++) {
            long key = bags.key(i);
            insert(entry(key), slot + (key >>> entryBits));
          }
          end = bags.release(end);
        }
        return true;
      }
    }
    return false;
  }

  /** Takes the keys out that their entries do not wait for any more. */
  private void sweep() {
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      int slotBits = tickBits + wheel * DIGIT_BITS;
      long turn = ((tick >>> (wheel * DIGIT_BITS)) & -SLOTS) << slotBits;
      for (int digit = 0; digit < SLOTS; digit++) {
        sweep(wheel << DIGIT_BITS | digit, turn + ((long) digit << slotBits));
      }
    }
    sweepAt = Math.max(sweepAt, sweepAt(bags.keys()));
  }

  private void sweep(int bag, long slot) {
    int end = bags.detach(bag);
    while (end != 0) {
      int first = bags.firstOf(end);
      int kept = 0;
      for (int i = first; i < end; i++) {
        long key = bags.key(i);
        if (dates.waitsFor(entry(key), slot + (key >>> entryBits))) {
          keep[kept++] = key;
        }
      }
      end = bags.release(end);
      for (int i = 0; i < kept; i++) {
        bags.add(bag, keep[i]);
      }
    }
  }

  private long key(int entry, long at, int slotBits) {
    return (at & ((1L << slotBits) - 1)) << entryBits | entry;
  }

  private int entry(long key) {
    return (int) (key & entryMask);
  }

  private int digit(int wheel) {
    return (int) (tick >>> (wheel * DIGIT_BITS)) & (SLOTS - 1);
  }
}
