package dev.holdfast.adapter.simulation.fleet;

/** The queue that everybody knows, a binary heap: the baseline that {@link TimingWheel} beats. */
final class HeapQueue implements EventQueue {

  private static final int OUT = 0;
  private static final int IN = 1;

  private final Dates dates;
  private final IndexHeap heap;

  /** An empty queue; nothing may be noted yet. */
  HeapQueue(Dates dates) {
    this.dates = dates;
    heap = new IndexHeap(dates);
  }

  @Override
  public void schedule(int entry, long at) {
    cancel(entry);
    dates.at(entry, at);
    dates.successor(entry, IN);
    heap.add(entry);
  }

  @Override
  public boolean waits(int entry) {
    return dates.successor(entry) != OUT;
  }

  @Override
  public void cancel(int entry) {
    if (waits(entry)) {
      heap.remove(entry);
      dates.successor(entry, OUT);
    }
  }

  @Override
  public int next() {
    if (heap.isEmpty()) {
      return NONE;
    }
    int entry = heap.poll();
    dates.successor(entry, OUT);
    return entry;
  }

  @Override
  public long at(int entry) {
    return dates.at(entry);
  }

  @Override
  public long bytes() {
    return heap.bytes();
  }
}
