package dev.holdfast.adapter.simulation.time;

import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The time of a simulated world, with everything that will happen in it.
 *
 * <p>It moves only in {@link #step}, from one thing to the next, so an hour in which nothing
 * happens costs nothing. Starts at zero. One thread.
 */
public final class VirtualTime implements Clock {

  /** More than any story needs; a world that feeds itself for ever ends here. */
  private static final int THINGS_AT_ONE_MOMENT_MAX = 1_000_000;

  private final PriorityQueue<Thing> queue = new PriorityQueue<>();
  private final IntSupplier tieBreak;
  private long nowNanos;
  private long sequence;
  private int atThisMoment;

  /** Time in which things of one moment happen in the order in which they were planned. */
  public VirtualTime() {
    this(() -> 0);
  }

  /**
   * Time in which the order of things of one moment is decided by somebody.
   *
   * @param tieBreak asked once for each thing; the lower goes first, equals in the order planned
   */
  public VirtualTime(IntSupplier tieBreak) {
    this.tieBreak = tieBreak;
  }

  @Override
  public long nanoTime() {
    return nowNanos;
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nowNanos);
  }

  /**
   * Plans something.
   *
   * @param delayNanos from now; below zero counts as zero
   * @param what happens then, never inside this call
   */
  public void after(long delayNanos, Runnable what) {
    queue.add(new Thing(nowNanos + Math.max(0, delayNanos), tieBreak.getAsInt(), sequence++, what));
  }

  /**
   * Lets the next thing happen, and moves the clock to it.
   *
   * @return whether there was one
   * @throws IllegalStateException if things at one moment do not come to an end
   */
  public boolean step() {
    Thing next = queue.poll();
    if (next == null) {
      return false;
    }
    if (next.atNanos > nowNanos) {
      nowNanos = next.atNanos;
      atThisMoment = 0;
    }
    if (++atThisMoment > THINGS_AT_ONE_MOMENT_MAX) {
      throw new IllegalStateException("the world does not come to rest at " + elapsed());
    }
    next.what.run();
    return true;
  }

  /** Lets time pass, with all that happens on the way and at its end. */
  public void pass(Duration time) {
    passNanos(time.toNanos());
  }

  /** Lets time pass, with all that happens on the way and at its end. */
  public void passNanos(long nanos) {
    long end = nowNanos + nanos;
    for (Thing next = queue.peek(); next != null && next.atNanos <= end; next = queue.peek()) {
      step();
    }
    nowNanos = end;
    atThisMoment = 0;
  }

  /**
   * Lets things happen until a condition holds.
   *
   * @param limit the longest time to let pass
   * @return whether it holds
   */
  public boolean passUntil(BooleanSupplier condition, Duration limit) {
    long end = nowNanos + limit.toNanos();
    while (!condition.getAsBoolean()) {
      Thing next = queue.peek();
      if (next == null || next.atNanos > end) {
        return false;
      }
      step();
    }
    return true;
  }

  /** How many things are planned. */
  public int planned() {
    return queue.size();
  }

  /** Something that will happen. */
  private record Thing(long atNanos, int tie, long sequence, Runnable what)
      implements Comparable<Thing> {

    @Override
    public int compareTo(Thing other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      int byTie = byTime == 0 ? Integer.compare(tie, other.tie) : byTime;
      return byTie == 0 ? Long.compare(sequence, other.sequence) : byTie;
    }
  }
}
