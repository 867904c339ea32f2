package dev.holdfast.adapter.simulation.fleet;

/**
 * What happens next, among a fixed number of entries that are named by their index and have one
 * date each, or none. The earliest comes first; of equal dates, the lowest index.
 *
 * <p>Not thread-safe.
 */
interface EventQueue {

  /** What {@link #next} answers when no entry has a date. */
  int NONE = -1;

  /**
   * Gives an entry a date, in place of the one that it may have.
   *
   * @param entry its index
   * @param at nanoseconds, zero or more, below 2^50 (thirteen days), and not before the date of the
   *     entry that came out last
   */
  void schedule(int entry, long at);

  /** Whether an entry has a date. */
  boolean waits(int entry);

  /** Gives an entry a date, unless it has an earlier one. */
  default void scheduleAtLatest(int entry, long at) {
    if (!waits(entry) || at < at(entry)) {
      schedule(entry, at);
    }
  }

  /** Takes the date of an entry away, if it has one. */
  void cancel(int entry);

  /**
   * Takes the earliest entry out.
   *
   * @return its index, or {@link #NONE}
   */
  int next();

  /** The date of an entry: of one that is waiting, or of one that came out and got no new one. */
  long at(int entry);

  /** Memory held besides the {@link Dates}, in bytes. */
  long bytes();
}
