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
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.domain.command.CommandWish;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said above the link, and outlives it: commands, subscriptions and acquisitions of one
 * connection. Loop thread only.
 */
final class Dialogue implements Timed {

  private final ConnectionLog log;
  private final String connection;
  private final SessionProtocol protocol;
  private final LongSupplier clock;
  private final Requests requests;
  private final Subscriptions subscriptions;
  private final @Nullable OwnQuestions questions;
  private final Acquisitions acquisitions;
  private final AcquisitionSchedule schedule;
  private final Timed[] timed;
  private final Supplier<KnownCommands> madeKnown;

  /** Made with the first command that has an id; most connections never see one. */
  private @Nullable KnownCommands known;

  private final RecentIds recentIds = new RecentIds();
  private final Resumption resumption = new Resumption();
  private final LoginRenewal renewal = new LoginRenewal();
  private boolean up;
  private boolean gapUnmarked;

  /** Whether an older gap than the present one is still to be marked. */
  private boolean gapOwed;

  private boolean stopped;
  private int askedByUsers;
  private OptionalLong downSince = OptionalLong.empty();

  /**
   * Nothing was said yet.
   *
   * @param onOrderLost ends the link: nobody knows any more which answer is whose
   * @param later runs a task on the loop, and writes what comes of it; any thread
   */
  Dialogue(
      ConnectionSettings settings,
      ConnectionPorts ports,
      Runnable onOrderLost,
      Consumer<Runnable> later) {
    this.log = ConnectionLog.of(settings.id());
    this.connection = settings.id();
    this.protocol = ports.protocol();
    this.clock = ports.loop()::nanoTime;
    DialogueSettings dialogue = settings.dialogue();
    this.requests =
        new Requests(
            ports.protocol().profile().maxInFlight(),
            dialogue.maxPendingCommands(),
            clock.getAsLong(),
            onOrderLost);
    this.madeKnown = () -> new KnownCommands(ports.records(), this::ask, clock, later);
    this.subscriptions =
        new Subscriptions(
            connection,
            dialogue.subscriptions(),
            dialogue.commandTimeout(),
            requests,
            clock,
            ports.random());
    this.questions =
        protocol.questions().isEmpty()
            ? null
            : new OwnQuestions(
                connection, protocol.questions(), dialogue.commandTimeout(), requests, clock);
    this.acquisitions = new Acquisitions(requests, dialogue.commandTimeout(), clock);
    this.schedule =
        new AcquisitionSchedule(
            connection, dialogue.acquisitions(), acquisitions, ports.wallClock(), clock);
    // The command of an acquisition ends before the acquisition does.
    this.timed = new Timed[] {requests, renewal, acquisitions, subscriptions, schedule};
  }

  // --- the link ---

  /** The connection is up, on a new link. */
  void up() {
    up = true;
    boolean offered = resumption.offer().isPresent();
    boolean resumed = resumption.up();
    if (offered) {
      log.info(
          resumed
              ? "The session goes on, nothing was missed"
              : "The gateway did not take the session up again");
    }
    if (resumed && !gapOwed) {
      downSince = OptionalLong.empty();
    }
    gapUnmarked = downSince.isPresent();
    subscriptions.up(resumed);
    if (questions != null) {
      questions.up();
    }
    schedule.up();
    if (known != null) {
      known.up();
    }
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
      gapOwed = downSince.isPresent();
      if (downSince.isEmpty()) {
        downSince = OptionalLong.of(clock.getAsLong());
      }
      subscriptions.down();
      if (questions != null) {
        questions.down();
      }
      schedule.down();
      requests.linkLost();
      if (known != null) {
        known.down();
      }
      acquisitions.down();
    }
  }

  /** The connection has stopped: nothing will be sent unless it is wanted again. */
  void stopped() {
    stopped = true;
    resumption.forget();
    schedule.stopped();
    requests.stopped();
    if (known != null) {
      known.stopped();
    }
    acquisitions.stopped();
  }

  /** The connection is wanted, again or for the first time. */
  void wanted() {
    stopped = false;
    schedule.wanted();
    if (known != null) {
      known.wanted();
    }
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
    // One with an id may have been done before: that is looked up all the same.
    if (stopped && command.id().isEmpty()) {
      whenEnded.accept(new CommandOutcome.NotSent("the connection has stopped"));
      return;
    }
    askedByUsers++;
    Consumer<CommandOutcome> ended =
        outcome -> {
          askedByUsers--;
          whenEnded.accept(outcome);
        };
    boolean idempotent = command.idempotent() || protocol.isIdempotent(command.name());
    Command given =
        new Command(command.name(), command.payload(), command.timeout(), idempotent, command.id());
    if (given.id().isEmpty()) {
      ask(given, given.timeout().toNanos(), ended);
    } else {
      known().give(given, ended);
    }
  }

  private KnownCommands known() {
    KnownCommands made = known;
    if (made == null) {
      made = madeKnown.get();
      known = made;
      if (up) {
        made.up();
      }
      if (stopped) {
        made.stopped();
      }
    }
    return made;
  }

  private void ask(Command command, long timeoutNanos, Consumer<CommandOutcome> whenEnded) {
    requests.submit(
        new Request.Command(command.name(), command.payload()),
        new CommandWish(command.name(), timeoutNanos, command.idempotent(), false),
        clock.getAsLong(),
        whenEnded);
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

  /** Whether a message that is delivered now goes out at once. */
  boolean isFree() {
    return requests.isFree();
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

  /** Whether the connection is up. */
  boolean isUp() {
    return up;
  }

  /** When the login of the link is to be renewed. */
  LoginRenewal renewal() {
    return renewal;
  }

  /** What the next link may offer so that the session goes on. */
  Resumption resumption() {
    return resumption;
  }

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
    long soonest = known == null ? NEVER : known.nanosUntilDue(now);
    for (Timed each : timed) {
      soonest = Math.min(soonest, each.nanosUntilDue(now));
    }
    return soonest;
  }

  @Override
  public void timePassed(long now) {
    for (Timed each : timed) {
      each.timePassed(now);
    }
    if (known != null) {
      known.timePassed(now);
    }
  }
}
