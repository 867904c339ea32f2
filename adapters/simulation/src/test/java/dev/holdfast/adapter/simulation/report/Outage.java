package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.domain.backoff.BackoffPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A plain outage, reckoned device by device from the formula alone: links drop within 0.2 s, every
 * attempt is refused at once until recovery, and then accepted.
 */
final class Outage {

  private static final int DEVICES = 1_000;
  private static final double RECOVERY = 300;
  private static final int SECONDS = 600;

  private final FleetPolicy policy;
  private final int[] attempts = new int[SECONDS];
  private final int[] upFrom = new int[SECONDS + 1];
  private final double[] backAt = new double[DEVICES];
  private long during;
  private long all;
  private long atCap;
  private int gaveUp;

  private Outage(FleetPolicy policy) {
    this.policy = policy;
  }

  static StormResult of(FleetPolicy policy) {
    return new Outage(policy).result();
  }

  private StormResult result() {
    SplittableRandom random = new SplittableRandom(1);
    for (int device = 0; device < DEVICES; device++) {
      live(device, random);
    }
    Arrays.sort(backAt);
    int up = 0;
    StormResult.Second[] seconds = new StormResult.Second[SECONDS];
    for (int i = 0; i < SECONDS; i++) {
      up += upFrom[i];
      boolean open = i >= RECOVERY;
      seconds[i] =
          new StormResult.Second(attempts[i], open ? attempts[i] : 0, open ? 0 : attempts[i], up);
    }
    return new StormResult(
        policy,
        "outage",
        1,
        DEVICES,
        true,
        Duration.ofSeconds(SECONDS),
        Duration.ofMillis((long) (RECOVERY * 1000)),
        List.of(seconds),
        new StormResult.Peaks(peak(0, 10), peak(10, 300), peak(300, SECONDS)),
        new StormResult.Back(back(0.5), back(0.9), back(0.99), back(1)),
        new StormResult.Downtime(
            Duration.ofSeconds(310), Duration.ofSeconds(350), Duration.ofSeconds(400)),
        all,
        during,
        during,
        (int) (all / DEVICES) + 3,
        (double) atCap / all,
        gaveUp,
        new StormResult.Cost(4 * all, Duration.ofMillis(20), Duration.ofMillis(18), 88.5));
  }

  private void live(int device, SplittableRandom random) {
    BackoffPolicy backoff = policy.policy().backoff();
    int most = policy.policy().maxReconnects().orElse(Integer.MAX_VALUE);
    double now = 0.2 * random.nextDouble();
    long previous = backoff.baseNanos();
    for (int failures = 1; failures <= most; failures++) {
      previous = backoff.delayNanos(failures, previous, random.nextDouble());
      atCap += previous == backoff.capNanos() ? 1 : 0;
      now += previous / 1e9 + 0.02;
      if (now >= SECONDS) {
        break;
      }
      attempts[(int) now]++;
      all++;
      if (now >= RECOVERY) {
        backAt[device] = now;
        upFrom[(int) now]++;
        return;
      }
      during++;
    }
    backAt[device] = Double.MAX_VALUE;
    gaveUp += now < SECONDS ? 1 : 0;
  }

  private int peak(int from, int to) {
    return IntStream.range(from, to).map(i -> attempts[i]).max().orElse(0);
  }

  private Optional<Duration> back(double share) {
    double time = backAt[(int) Math.ceil(share * DEVICES) - 1];
    return time == Double.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) ((time - RECOVERY) * 1000)));
  }
}
