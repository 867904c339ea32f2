package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.MachineMemory;

/**
 * The abstraction of what is counted: failures that make no difference any more are one.
 *
 * <p>Exact: the machine compares failures with 1 and with the limit and hands them to the backoff,
 * no more. So they are counted up to where all three answer the same for ever. The previous delay
 * is kept as it is; with chosen draws and a cap it takes few values.
 */
final class Counters {

  /** A backoff that grows for longer than this is not explored. */
  private static final int MOST_FAILURES = 200;

  private static final int SETTLED_FOR = 40;

  private final BackoffPolicy backoff;
  private final int enough;

  Counters(ConnectionPolicy policy) {
    backoff = policy.backoff();
    int least = Math.max(2, policy.maxReconnects().orElse(0) + 1);
    int failures = least;
    while (!settled(failures)) {
      if (++failures > least + MOST_FAILURES) {
        throw new IllegalArgumentException("the backoff does not reach its cap: " + backoff);
      }
    }
    enough = failures;
  }

  /** Replaces the failures by those that stand for them. */
  void normalise(long[] words) {
    int failures = MachineMemory.failures(words, 0);
    words[MachineMemory.SITUATION] -= failures - Math.min(failures, enough);
  }

  private boolean settled(int failures) {
    for (int more = 1; more <= SETTLED_FOR; more++) {
      for (double draw : Draws.VALUES) {
        for (long previous : new long[] {backoff.baseNanos(), backoff.capNanos()}) {
          if (backoff.delayNanos(failures, previous, draw)
              != backoff.delayNanos(failures + more, previous, draw)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
