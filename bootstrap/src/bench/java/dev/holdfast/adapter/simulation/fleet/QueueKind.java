package dev.holdfast.adapter.simulation.fleet;

/** The queues that a storm can be played with. */
public enum QueueKind {
  /** The one that storms are played with. */
  WHEEL,
  /** The baseline. */
  HEAP;

  /** Makes an empty one. */
  EventQueue make(Dates dates) {
    return switch (this) {
      case WHEEL -> new TimingWheel(dates);
      case HEAP -> new HeapQueue(dates);
    };
  }
}
