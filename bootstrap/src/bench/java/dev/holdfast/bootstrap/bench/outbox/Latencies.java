package dev.holdfast.bootstrap.bench.outbox;

import java.util.Arrays;

/** How long single things took, one after the other. One thread. */
public final class Latencies {

  private long[] nanos = new long[1 << 16];
  private int count;

  /** Notes one. */
  public void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** The one in the middle, in milliseconds. */
  public double medianMillis() {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[count / 2] / 1e6;
  }
}
