package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.command.CommandWish;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What is said above the link, and outlives it: commands, subscriptions and acquisitions of one
 * connection. Loop thread only.
 */
final class Dialogue implements Timed {

  private final String connection;
  private final LongSupplier clock;
  private final Requests requests;
  private final Subscriptions subscriptions;
  private final Acquisitions acquisitions;
  private final AcquisitionSchedule schedule;
  private final RecentIds recentIds = new RecentIds();
  private boolean up;
  private boolean gapUnmarked;
  private boolean stopped;
  private int askedByUsers;
  private OptionalLong downSince = OptionalLong.empty();

  Dialogue(ConnectionSettings settings, ConnectionPorts ports, Runnable onOrderLost) {
    this.connection = settings.id();
    this.clock = ports.loop()::nanoTime;
    DialogueSettings dialogue = settings.dialogue();
    this.requests =
        new Requests(
            ports.protocol().profile().maxInFlight(),
            dialogue.maxPendingCommands(),
            clock.getAsLong(),
            onOrderLost);
    this.subscriptions =
        new Subscriptions(
            connection,
            dialogue.subscriptions(),
            dialogue.commandTimeout(),
            requests,
            clock,
            ports.random());
    this.acquisitions = new Acquisitions(requests, dialogue.commandTimeout(), clock);
    this.schedule =
        new AcquisitionSchedule(
            connection, dialogue.acquisitions(), acquisitions, ports.wallClock(), clock);
  }

  // --- the link ---

  /** The connection is up, on a new link. */
  void up() {
    up = true;
    gapUnmarked = downSince.isPresent();
    subscriptions.up();
    schedule.up();
  }

  /** Whether the connection is up, so that the gateway may be asked and may ask. */
  boolean isUp() {
    return up;
  }

  /**
   * Marks for the sink where messages may be missing, if that is still to be done. Not inside the
   * machine: a sink may throw, and then the mark is for the next link.
   */
  void markGap(AttemptLink link) {
    if (!gapUnmarked) {
      return;
    }
    gapUnmarked = false;
    if (subscriptions.wanted() > 0) {
      long nanos = clock.getAsLong() - downSince.getAsLong();
      link.deliver(new InboundMessage.Gap(connection, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
    downSince = OptionalLong.empty();
  }

  /** The connection is not up any more. */
  void down() {
    if (up) {
      up = false;
      gapUnmarked = false;
      if (downSince.isEmpty()) {
        downSince = OptionalLong.of(clock.getAsLong());
      }
      subscriptions.down();
      schedule.down();
      requests.linkLost();
      acquisitions.down();
    }
  }

  /** The connection has stopped: nothing will be sent unless it is wanted again. */
  void stopped() {
    stopped = true;
    schedule.stopped();
    requests.stopped();
    acquisitions.stopped();
  }

  /** The connection is wanted, again or for the first time. */
  void wanted() {
    stopped = false;
    schedule.wanted();
  }

  /** Writes what may go out, as long as the link takes it. */
  void pump(AttemptLink link) {
    requests.pump(link);
  }

  // --- the user ---

  /**
   * Gives a command.
   *
   * @param whenEnded told exactly once
   */
  void command(Command command, Consumer<CommandOutcome> whenEnded) {
    if (stopped) {
      whenEnded.accept(new CommandOutcome.NotSent("the connection has stopped"));
      return;
    }
    askedByUsers++;
    requests.submit(
        new Request.Command(command.name(), command.payload()),
        new CommandWish(command.name(), command.timeout().toNanos(), command.idempotent(), false),
        clock.getAsLong(),
        outcome -> {
          askedByUsers--;
          whenEnded.accept(outcome);
        });
  }

  /**
   * Takes a reading.
   *
   * @param whenEnded told exactly once
   */
  void acquire(Acquisition acquisition, Consumer<AcquisitionOutcome> whenEnded) {
    if (stopped) {
      whenEnded.accept(
          new AcquisitionOutcome.NotStarted(
              new CommandOutcome.NotSent("the connection has stopped")));
      return;
    }
    askedByUsers++;
    acquisitions.start(
        acquisition,
        outcome -> {
          askedByUsers--;
          whenEnded.accept(outcome);
        });
  }

  /**
   * Asks the gateway to take an application message.
   *
   * @param within how long its answer may take
   * @param whenEnded told exactly once
   */
  void deliver(Request.Deliver message, Duration within, Consumer<CommandOutcome> whenEnded) {
    requests.submit(
        message,
        new CommandWish(message.name(), within.toNanos(), false, false),
        clock.getAsLong(),
        whenEnded);
  }

  // --- the gateway ---

  /** An answer has come; false if nobody waits for it. */
  boolean answered(AnswerTo to, CommandOutcome outcome) {
    return requests.answered(to, outcome);
  }

  /** Something was accepted; false if nobody waits for its answer. */
  boolean progressed(String key) {
    return requests.waitsFor(key);
  }

  /** The gateway says something by itself; false if it has said that before. */
  boolean notified(Notification notification) {
    if (!notification.id().isEmpty() && !recentIds.isNew(notification.id(), notification.text())) {
      return false;
    }
    acquisitions.notified(notification);
    return true;
  }

  // --- time ---

  /** Whether users wait for something. */
  boolean isAwaited() {
    return askedByUsers > 0;
  }

  /** How many subscriptions the gateway has acknowledged on this link. Any thread. */
  int subscribed() {
    return subscriptions.established();
  }

  /** How scheduled readings went so far. Any thread. */
  ConnectionStatus.Runs runs() {
    return schedule.runs();
  }

  @Override
  public long nanosUntilDue(long now) {
    long soonest = Math.min(requests.nanosUntilDue(now), subscriptions.nanosUntilDue(now));
    return Math.min(
        soonest, Math.min(acquisitions.nanosUntilDue(now), schedule.nanosUntilDue(now)));
  }

  @Override
  public void timePassed(long now) {
    // The command of an acquisition ends before the acquisition does.
    requests.timePassed(now);
    acquisitions.timePassed(now);
    subscriptions.timePassed(now);
    schedule.timePassed(now);
  }
}
