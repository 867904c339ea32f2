package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.command.CommandWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Readings that were asked for: each a command, and a notification that brings the data, under one
 * deadline. Whatever comes first is heeded: data can overtake the answer. Loop thread only.
 */
final class Acquisitions implements Timed {

  private final Requests requests;
  private final long commandTimeoutNanos;
  private final LongSupplier clock;
  private final List<RunningAcquisition> running = new ArrayList<>();

  Acquisitions(Requests requests, Duration commandTimeout, LongSupplier clock) {
    this.requests = requests;
    this.commandTimeoutNanos = commandTimeout.toNanos();
    this.clock = clock;
  }

  /**
   * Asks for a reading.
   *
   * @param whenEnded told exactly once; must not ask for anything in turn
   */
  void start(Acquisition acquisition, Consumer<AcquisitionOutcome> whenEnded) {
    long now = clock.getAsLong();
    long timeout = acquisition.timeout().toNanos();
    RunningAcquisition reading = new RunningAcquisition(acquisition, now + timeout, whenEnded);
    // Before the command leaves: what it brings about may come before its answer.
    running.add(reading);
    requests.submit(
        new Request.Command(acquisition.command(), acquisition.payload()),
        new CommandWish(
            acquisition.command(), Math.min(timeout, commandTimeoutNanos), false, false),
        now,
        reading::asked,
        outcome -> commandEnded(reading, outcome));
  }

  /**
   * Looks whether a notification is what somebody waits for: the one who has waited longest among
   * those that the gateway was asked for. Or whose failure it tells.
   */
  void notified(Notification notification) {
    for (Iterator<RunningAcquisition> all = running.iterator(); all.hasNext(); ) {
      RunningAcquisition reading = all.next();
      reading.note(notification);
      if (reading.fails(notification)) {
        all.remove();
        reading.end(new AcquisitionOutcome.NoData("the gateway said that it failed"));
        return;
      }
      if (reading.waitsFor(notification)) {
        all.remove();
        reading.end(new AcquisitionOutcome.Acquired(notification.text()));
        return;
      }
    }
  }

  /** The connection is not up any more: no data will come of what the gateway has begun. */
  void down() {
    endBegun("the link was lost");
  }

  void stopped() {
    endBegun("the connection stopped");
  }

  @Override
  public long nanosUntilDue(long now) {
    long soonest = NEVER;
    for (RunningAcquisition reading : running) {
      soonest = Math.min(soonest, reading.deadline() - now);
    }
    return soonest;
  }

  @Override
  public void timePassed(long now) {
    for (Iterator<RunningAcquisition> all = running.iterator(); all.hasNext(); ) {
      RunningAcquisition reading = all.next();
      if (now - reading.deadline() >= 0) {
        all.remove();
        reading.end(new AcquisitionOutcome.NoData("no data in time; " + reading.progress()));
      }
    }
  }

  private void commandEnded(RunningAcquisition reading, CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Answered) {
      reading.answered();
    } else if (running.remove(reading)) {
      reading.end(new AcquisitionOutcome.NotStarted(outcome));
    }
  }

  private void endBegun(String why) {
    for (RunningAcquisition reading : List.copyOf(running)) {
      // Of the others the command ends, or still waits for a link.
      if (reading.isBegun()) {
        running.remove(reading);
        reading.end(new AcquisitionOutcome.NoData(why + "; " + reading.progress()));
      }
    }
  }
}
