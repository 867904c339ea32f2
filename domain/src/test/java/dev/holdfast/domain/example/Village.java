package dev.holdfast.domain.example;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

// PAGE: begin
/** Many devices and one gateway that is away for the first minute. */
public final class Village {

  private record Due(long at, long order, Runnable what) {}

  private final ManualClock clock = new ManualClock();
  private final SplittableRandom random = new SplittableRandom(7);
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final long awayUntil = Duration.ofMinutes(1).toNanos();
  private final int[] attemptsInSecond = new int[600];
  private long planned;
  private int up;

  /** Lives until all are up, and tells of it. */
  public String live(ConnectionPolicy policy, int devices) {
    for (int i = 0; i < devices; i++) {
      new Device(this, policy, random.split()).handle(Event.CONNECT);
    }
    while (up < devices) {
      Due next = agenda.remove();
      clock.advanceNanos(next.at() - clock.nanoTime());
      next.what().run();
    }
    int attempts = 0;
    int peak = 0;
    for (int second = 10; second < attemptsInSecond.length; second++) {
      attempts += attemptsInSecond[second];
      peak = Math.max(peak, attemptsInSecond[second]);
    }
    return String.format(
        "all %d up %d s after the gateway, %d attempts after the first ten seconds, %d/s at most",
        devices, (clock.nanoTime() - awayUntil) / 1_000_000_000, attempts, peak);
  }

  long now() {
    return clock.nanoTime();
  }

  void at(long nanos, Runnable what) {
    agenda.add(new Due(nanos, planned++, what));
  }

  boolean knock() {
    attemptsInSecond[(int) (now() / 1_000_000_000)]++;
    return now() >= awayUntil;
  }

  void countUp() {
    up++;
  }
}
// PAGE: end
