package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * The queue that everybody knows, a binary heap of indexes: the baseline that {@link TimingWheel}
 * beats.
 */
final class HeapQueue implements EventQueue {

  private static final int FIRST_CAPACITY = 64;

  private final Dates dates;

  /** Where in the heap each entry is; meaningful while it waits. */
  private final int[] places;

  private int[] heap = new int[FIRST_CAPACITY];
  private int size;

  /** An empty queue; nothing may be noted yet. */
  HeapQueue(Dates dates) {
    this.dates = dates;
    this.places = new int[dates.entries()];
  }

  @Override
  public void schedule(int entry, long at) {
    cancel(entry);
    dates.waitFor(entry, at);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + (size >> 1));
    }
    up(size++, entry);
  }

  @Override
  public boolean waits(int entry) {
    return dates.waits(entry);
  }

  @Override
  public void cancel(int entry) {
    if (dates.waits(entry)) {
      removeAt(places[entry]);
      dates.waitNoMore(entry);
    }
  }

  @Override
  public int next() {
    if (size == 0) {
      return NONE;
    }
    int entry = heap[0];
    removeAt(0);
    dates.waitNoMore(entry);
    return entry;
  }

  @Override
  public long at(int entry) {
    return dates.at(entry);
  }

  @Override
  public long bytes() {
    return (long) (heap.length + places.length) * Integer.BYTES;
  }

  private void removeAt(int place) {
    int last = heap[--size];
    if (place == size) {
      return;
    }
    if (place > 0 && before(last, heap[(place - 1) >>> 1])) {
      up(place, last);
    } else {
      down(place, last);
    }
  }

  private void up(int from, int entry) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (!before(entry, heap[parent])) {
        break;
      }
      put(place, heap[parent]);
      place = parent;
    }
    put(place, entry);
  }

  private void down(int from, int entry) {
    int place = from;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], entry)) {
        break;
      }
      put(place, heap[child]);
      place = child;
    }
    put(place, entry);
  }

  private void put(int place, int entry) {
    heap[place] = entry;
    places[entry] = place;
  }

  private boolean before(int one, int other) {
    long first = dates.at(one);
    long second = dates.at(other);
    return first < second || (first == second && one < other);
  }
}
