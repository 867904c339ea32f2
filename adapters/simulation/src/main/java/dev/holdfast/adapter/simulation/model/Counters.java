package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.MachineMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The abstraction of what is counted: failures that make no difference any more are one, and so are
 * previous delays that lead to the same delays.
 *
 * <p>Exact, no approximation: two memories that become one behave alike, because the machine does
 * nothing with either number but compare the failures with 1 and with the limit, and hand both to
 * the backoff.
 */
final class Counters {

  /** A backoff that grows for longer than this is not explored. */
  private static final int MOST_FAILURES = 200;

  private static final int SETTLED_FOR = 40;

  private final BackoffPolicy backoff;
  private final int enough;
  private final Map<Long, Long> representatives = new HashMap<>();
  private final Map<List<Long>, Long> classes = new HashMap<>();

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

  /** Replaces the counters by those that stand for them. */
  void normalise(long[] words) {
    int failures = MachineMemory.failures(words, 0);
    words[MachineMemory.SITUATION] -= failures - Math.min(failures, enough);
    words[MachineMemory.PREVIOUS_DELAY] =
        representatives.computeIfAbsent(
            words[MachineMemory.PREVIOUS_DELAY],
            previous -> classes.computeIfAbsent(delaysAfter(previous), any -> previous));
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

  private List<Long> delaysAfter(long previous) {
    List<Long> delays = new ArrayList<>();
    for (int failures = 1; failures <= enough; failures++) {
      for (double draw : Draws.VALUES) {
        delays.add(backoff.delayNanos(failures, previous, draw));
      }
    }
    return delays;
  }
}
