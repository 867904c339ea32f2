package dev.holdfast.application.service;

import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.WallClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Takes readings at the times of the day at which they are wanted. A run whose time comes while the
 * connection is down, or while the run before is not over, is missed: counted, never made up for.
 * Loop thread only.
 */
final class AcquisitionSchedule implements Timed {

  private final List<ScheduledRun> runs;
  private final Acquisitions acquisitions;
  private final WallClock wallClock;
  private final LongSupplier clock;
  private boolean wanted;

  /** Written on the loop, read by anybody. */
  private final AtomicLong acquired = new AtomicLong();

  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  private boolean up;

  AcquisitionSchedule(
      String connection,
      List<ScheduledAcquisition> wanted,
      Acquisitions acquisitions,
      WallClock wallClock,
      LongSupplier clock) {
    this.acquisitions = acquisitions;
    this.wallClock = wallClock;
    this.clock = clock;
    this.runs = wanted.stream().map(one -> new ScheduledRun(connection, one)).toList();
  }

  /** From now on runs are due. */
  void wanted() {
    if (!wanted) {
      wanted = true;
      runs.forEach(run -> run.plan(wallClock.millis(), clock.getAsLong()));
    }
  }

  /** Nothing is due any more. */
  void stopped() {
    wanted = false;
  }

  void up() {
    up = true;
  }

  void down() {
    up = false;
  }

  /** How the runs went so far. Any thread. */
  ConnectionStatus.Runs runs() {
    return new ConnectionStatus.Runs(acquired.get(), failed.get(), missed.get());
  }

  @Override
  public long nanosUntilDue(long now) {
    if (!wanted) {
      return NEVER;
    }
    long soonest = NEVER;
    for (ScheduledRun run : runs) {
      soonest = Math.min(soonest, run.nanosUntilDue(now));
    }
    return soonest;
  }

  @Override
  public void timePassed(long now) {
    if (!wanted) {
      return;
    }
    for (ScheduledRun run : runs) {
      if (run.nanosUntilDue(now) <= 0) {
        look(run, now);
      }
    }
  }

  private void look(ScheduledRun run, long now) {
    long wall = wallClock.millis();
    if (run.isDue(wall)) {
      if (up && !run.isRunning()) {
        run.begins();
        acquisitions.start(run.acquisition(), outcome -> ended(run, outcome));
      } else {
        missed.incrementAndGet();
        run.isMissed(up ? "the one before is not over" : "the connection is down");
      }
    }
    run.looked(wall, now);
  }

  private void ended(ScheduledRun run, AcquisitionOutcome outcome) {
    (outcome instanceof AcquisitionOutcome.Acquired ? acquired : failed).incrementAndGet();
    run.ended(outcome);
  }
}
