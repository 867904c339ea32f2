package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/** The queue that everybody knows, a binary heap: the baseline that {@link TimingWheel} beats. */
final class HeapQueue implements EventQueue {

  private static final int OUT = -1;

  private final long[] dates;
  private final int[] places;
  private final IndexHeap heap;

  /**
   * An empty queue.
   *
   * @param entries how many indexes there are
   */
  HeapQueue(int entries) {
    dates = new long[entries];
    places = new int[entries];
    Arrays.fill(places, OUT);
    heap = new IndexHeap(dates, places);
  }

  @Override
  public void schedule(int entry, long at) {
    cancel(entry);
    dates[entry] = at;
    heap.add(entry);
  }

  @Override
  public boolean waits(int entry) {
    return places[entry] != OUT;
  }

  @Override
  public void cancel(int entry) {
    if (places[entry] != OUT) {
      heap.remove(entry);
      places[entry] = OUT;
    }
  }

  @Override
  public int next() {
    if (heap.isEmpty()) {
      return NONE;
    }
    int entry = heap.poll();
    places[entry] = OUT;
    return entry;
  }

  @Override
  public long at(int entry) {
    return dates[entry];
  }

  @Override
  public long bytes() {
    return dates.length * (long) (Long.BYTES + Integer.BYTES) + heap.bytes();
  }
}
