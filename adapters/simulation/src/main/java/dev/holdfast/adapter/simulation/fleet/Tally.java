package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.StormResult.Back;
import dev.holdfast.adapter.simulation.fleet.StormResult.Peaks;
import dev.holdfast.adapter.simulation.fleet.StormResult.Second;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what happens. */
final class Tally {

  static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final int FIRST_SECONDS = 10;
  private static final int[] PERCENT = {50, 90, 99, 100};

  private final int devices;
  private final long recovery;
  private final List<Second> seconds = new ArrayList<>();

  private int attemptsNow;
  private int acceptedNow;
  private int refusedNow;
  private int up;

  private long attempts;
  private long attemptsDuringFaults;
  private long accepted;
  private long refused;
  private long timedOut;
  private long rises;
  private long linksLost;
  private long delays;
  private long delaysAtCap;
  private int gaveUp;
  private long events;

  private int awaited;
  private int returned;
  private final long[] returnedAt = {-1, -1, -1, -1};
  private final int[] returnsNeeded = new int[4];

  /**
   * A tally with nothing in it.
   *
   * @param recovery when the last fault is over, in nanoseconds from second 0
   */
  Tally(int devices, long recovery) {
    this.devices = devices;
    this.recovery = recovery;
  }

  void event() {
    events++;
  }

  void attempt(long now) {
    attemptsNow++;
    attempts++;
    if (now < recovery) {
      attemptsDuringFaults++;
    }
  }

  void accepted() {
    acceptedNow++;
    accepted++;
  }

  void refused() {
    refusedNow++;
    refused++;
  }

  void timedOut() {
    timedOut++;
  }

  void linkLost() {
    linksLost++;
  }

  void delay(boolean atCap) {
    delays++;
    if (atCap) {
      delaysAtCap++;
    }
  }

  void gaveUp() {
    gaveUp++;
  }

  /** Devices that are up before anything happens. */
  void startUp(int number) {
    up = number;
  }

  void rose() {
    up++;
    rises++;
  }

  void fell() {
    up--;
  }

  /** So many were down at recovery. */
  void awaits(int number) {
    awaited = number;
    for (int i = 0; i < PERCENT.length; i++) {
      returnsNeeded[i] = (int) (((long) number * PERCENT[i] + 99) / 100);
      if (number == 0) {
        returnedAt[i] = recovery;
      }
    }
  }

  /** One of those is up for the first time. */
  void returned(long now) {
    returned++;
    for (int i = 0; i < returnsNeeded.length; i++) {
      if (returned == returnsNeeded[i]) {
        returnedAt[i] = now;
      }
    }
  }

  /** A second is over. */
  void endSecond() {
    seconds.add(new Second(attemptsNow, acceptedNow, refusedNow, up));
    attemptsNow = 0;
    acceptedNow = 0;
    refusedNow = 0;
  }

  /** Whether every device is up or has given up. */
  boolean isSettled() {
    return up + gaveUp == devices;
  }

  int up() {
    return up;
  }

  int gaveUpCount() {
    return gaveUp;
  }

  long events() {
    return events;
  }

  long attempts() {
    return attempts;
  }

  long attemptsDuringFaults() {
    return attemptsDuringFaults;
  }

  long rises() {
    return rises;
  }

  long acceptedCount() {
    return accepted;
  }

  long refusedCount() {
    return refused;
  }

  long timedOutCount() {
    return timedOut;
  }

  long linksLost() {
    return linksLost;
  }

  double shareAtCap() {
    return delays == 0 ? 0 : (double) delaysAtCap / delays;
  }

  List<Second> seconds() {
    return seconds;
  }

  Peaks peaks() {
    int first = 0;
    int during = 0;
    int afterwards = 0;
    long recoverySecond = recovery / NANOS_PER_SECOND;
    for (int i = 0; i < seconds.size(); i++) {
      int number = seconds.get(i).attempts();
      if (i < FIRST_SECONDS) {
        first = Math.max(first, number);
      } else if (i < recoverySecond) {
        during = Math.max(during, number);
      }
      if (i >= recoverySecond) {
        afterwards = Math.max(afterwards, number);
      }
    }
    return new Peaks(first, during, afterwards);
  }

  Back back() {
    return new Back(back(0), back(1), back(2), back(3));
  }

  int awaited() {
    return awaited;
  }

  private Optional<Duration> back(int share) {
    return returnedAt[share] < 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(returnedAt[share] - recovery));
  }
}
