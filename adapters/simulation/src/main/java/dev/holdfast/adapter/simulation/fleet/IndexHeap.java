package dev.holdfast.adapter.simulation.fleet;

import java.util.Arrays;

/**
 * A binary heap of indexes, ordered by their dates and then by themselves. It notes the place of
 * each as its predecessor, and grows as it must.
 */
final class IndexHeap {

  private static final int FIRST_CAPACITY = 64;

  private final Dates dates;
  private int[] heap = new int[FIRST_CAPACITY];
  private int size;

  /**
   * An empty heap.
   *
   * @param dates the date of each index; may change only while the index is not in the heap
   */
  IndexHeap(Dates dates) {
    this.dates = dates;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long bytes() {
    return (long) heap.length * Integer.BYTES;
  }

  void add(int entry) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + (size >> 1));
    }
    up(size++, entry);
  }

  int poll() {
    int first = heap[0];
    removeAt(0);
    return first;
  }

  void remove(int entry) {
    removeAt(dates.predecessor(entry));
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
    dates.predecessor(entry, place);
  }

  private boolean before(int one, int other) {
    long first = dates.at(one);
    long second = dates.at(other);
    return first < second || (first == second && one < other);
  }
}
