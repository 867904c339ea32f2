package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One scheduled acquisition: when it is due next, and how its runs went. Loop thread only. */
final class ScheduledRun {

  /** So often the wall clock is looked at, because it may have been set meanwhile. */
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConnectionLog log;
  private final ScheduledAcquisition scheduled;
  private OptionalLong dueWall = OptionalLong.empty();
  private long seenWall;
  private long lookAt;
  private boolean running;
  private long missed;
  private long failures;

  ScheduledRun(String connection, ScheduledAcquisition scheduled) {
    this.log = ConnectionLog.of(connection);
    this.scheduled = scheduled;
  }

  /** Whatever was due before is of no interest. */
  void plan(long wallMillis, long now) {
    seenWall = wallMillis;
    dueWall = scheduled.when().nextAfter(wallMillis);
    lookAt = now + nanosUntilLook(wallMillis);
  }

  Acquisition acquisition() {
    return scheduled.acquisition();
  }

  boolean isRunning() {
    return running;
  }

  /** How long until the wall clock is to be looked at. */
  long nanosUntilDue(long now) {
    return dueWall.isEmpty() ? Timed.NEVER : lookAt - now;
  }

  boolean isDue(long wallMillis) {
    return dueWall.isPresent() && wallMillis >= dueWall.getAsLong();
  }

  /** Its time has been dealt with, or has not come, or the wall clock was set back. */
  void looked(long wallMillis, long now) {
    if (isDue(wallMillis) || wallMillis < seenWall) {
      plan(wallMillis, now);
    } else {
      seenWall = wallMillis;
      lookAt = now + nanosUntilLook(wallMillis);
    }
  }

  void begins() {
    running = true;
  }

  void isMissed(String why) {
    missed++;
    if (PowersOfTen.include(missed)) {
      log.warn("Acquisition {} missed, number {}: {}", scheduled.name(), missed, why);
    }
  }

  void ended(AcquisitionOutcome outcome) {
    running = false;
    if (outcome instanceof AcquisitionOutcome.Acquired) {
      if (failures > 0) {
        log.info("Acquisition {} succeeds again", scheduled.name());
      }
      failures = 0;
      return;
    }
    failures++;
    if (PowersOfTen.include(failures)) {
      log.warn(
          "Acquisition {} failed, number {} in a row: {}",
          scheduled.name(),
          failures,
          OutcomeWords.of(outcome));
    }
  }

  private long nanosUntilLook(long wallMillis) {
    long millis = dueWall.orElse(wallMillis) - wallMillis;
    return Math.min(LOOK_NANOS, TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis)));
  }
}
