package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Commands that are known by an id: given twice, they are done once. Where there are records, a
 * command leaves only once it is recorded that it may, so that after a crash nobody takes for not
 * sent what was. Loop thread only.
 */
final class KnownCommands implements Timed {

  /** How many that have ended are kept in memory; records keep more. */
  private static final int ENDED_MAX = 1_000;

  /** How a command gets to the gateway. */
  interface Way {

    /**
     * Asks the gateway.
     *
     * @param timeoutNanos how long it may take
     * @param whenEnded told exactly once
     */
    void ask(Command command, long timeoutNanos, Consumer<CommandOutcome> whenEnded);
  }

  /** Ends the reason why nothing is known of a command, although it may have ended long ago. */
  static final String NOT_LOOKED_UP = "; it is not known whether it was given before";

  /** Ends the reason why one was not sent now that may have left in an earlier life. */
  static final String EARLIER = "; it may have left before the process ended";

  private enum Stage {
    /** Nobody has said yet whether it was given before. */
    LOOKED_UP,
    /** New to the records, or to be done again; it is being recorded that it may be sent. */
    BEGINS,
    /** Recorded as not to be sent yet. */
    WAITS,
    /** It is asked of the gateway, or about to be. */
    ASKED
  }

  private static final class Running {
    private final Command command;
    private final long deadline;
    private final List<Consumer<CommandOutcome>> whoWaits = new ArrayList<>(1);
    private Stage stage = Stage.LOOKED_UP;

    /** An earlier life of the process may have sent it. */
    private boolean mayHaveLeft;

    private Running(Command command, long deadline) {
      this.command = command;
      this.deadline = deadline;
    }
  }

  private record Ended(String name, CommandOutcome outcome) {}

  private final Optional<CommandRecords> records;
  private final Way way;
  private final LongSupplier clock;
  private final Consumer<Runnable> later;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, Ended> ended = new LinkedHashMap<>();
  private boolean up;
  private boolean stopped;

  /**
   * None is known yet.
   *
   * @param records what is known from before; empty if nothing outlives the process
   * @param way to the gateway
   * @param clock the monotonic clock of the loop
   * @param later runs a task on the loop, and writes what comes of it; any thread
   */
  KnownCommands(
      Optional<CommandRecords> records, Way way, LongSupplier clock, Consumer<Runnable> later) {
    this.records = records;
    this.way = way;
    this.clock = clock;
    this.later = later;
  }

  /**
   * Gives a command, attaches to the one that runs, or answers at once.
   *
   * @param whenEnded told exactly once
   */
  void give(Command command, Consumer<CommandOutcome> whenEnded) {
    Running same = running.get(command.id());
    if (same != null) {
      if (same.command.name().equals(command.name())) {
        same.whoWaits.add(whenEnded);
      } else {
        whenEnded.accept(another(command.id(), same.command.name()));
      }
      return;
    }
    Ended before = ended.get(command.id());
    if (before != null) {
      whenEnded.accept(answer(command, before));
      return;
    }
    if (stopped && records.isEmpty()) {
      whenEnded.accept(new CommandOutcome.NotSent("the connection has stopped"));
      return;
    }
    Running begins = new Running(command, clock.getAsLong() + command.timeout().toNanos());
    begins.whoWaits.add(whenEnded);
    running.put(command.id(), begins);
    if (records.isEmpty()) {
      ask(begins);
    } else {
      records.get().begin(command.id(), command.name(), up, new Beginning(begins, up));
    }
  }

  private static CommandOutcome answer(Command command, Ended before) {
    return before.name().equals(command.name())
        ? before.outcome()
        : another(command.id(), before.name());
  }

  private static CommandOutcome another(String id, String name) {
    return new CommandOutcome.NotSent("the id " + id + " is that of another command, " + name);
  }

  private final class Beginning implements CommandRecords.Begun {

    private final Running begins;
    private final boolean mayBeSent;

    private Beginning(Running begins, boolean mayBeSent) {
      this.begins = begins;
      this.mayBeSent = mayBeSent;
    }

    @Override
    public void kept() {
      later.accept(
          () -> {
            begins.stage = Stage.BEGINS;
            if (mayBeSent && !stopped) {
              ask(begins);
            } else {
              waits(begins);
            }
          });
    }

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {
      later.accept(
          () ->
              tell(
                  begins, answer(begins.command, new Ended(name, RecordedWords.outcome(outcome)))));
    }

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {
      later.accept(() -> interruptedBefore(begins, name, mayHaveLeft));
    }

    @Override
    public void failed(String why) {
      later.accept(
          () ->
              forget(
                  begins,
                  new CommandOutcome.Unknown("it could not be recorded: " + why + NOT_LOOKED_UP)));
    }
  }

  private void interruptedBefore(Running begins, String name, boolean mayHaveLeft) {
    if (!name.equals(begins.command.name())) {
      tell(begins, another(begins.command.id(), name));
      return;
    }
    CommandOutcome outcome =
        mayHaveLeft
            ? new CommandOutcome.Unknown("the process ended before an answer came")
            : new CommandOutcome.NotSent("the process ended before it was sent");
    if (!begins.command.idempotent()) {
      end(begins, outcome);
    } else if (stopped) {
      forget(begins, outcome);
    } else {
      begins.mayHaveLeft = mayHaveLeft;
      waits(begins);
    }
  }

  private void waits(Running begun) {
    begun.stage = Stage.WAITS;
    if (stopped) {
      end(begun, new CommandOutcome.NotSent("the connection has stopped"));
    } else if (up && isRunning(begun)) {
      letGo(begun);
    }
  }

  /** Records first that it may leave. */
  private void letGo(Running waits) {
    waits.stage = Stage.BEGINS;
    records
        .orElseThrow()
        .maySend(
            waits.command.id(),
            new CommandRecords.Kept() {
              @Override
              public void kept() {
                later.accept(() -> ask(waits));
              }

              @Override
              public void failed(String why) {
                // The records know that it began, so this is how it ended.
                later.accept(
                    () ->
                        end(
                            waits,
                            new CommandOutcome.NotSent(
                                "it could not be recorded that it may be sent: " + why)));
              }
            });
  }

  /** Neither recorded nor remembered: whoever gives it again shall have another try. */
  private void forget(Running begins, CommandOutcome outcome) {
    if (running.remove(begins.command.id(), begins)) {
      begins.whoWaits.forEach(waits -> waits.accept(outcome));
    }
  }

  private void ask(Running begun) {
    long left = begun.deadline - clock.getAsLong();
    if (left > 0 && isRunning(begun)) {
      begun.stage = Stage.ASKED;
      way.ask(begun.command, left, outcome -> end(begun, outcome));
    }
  }

  private boolean isRunning(Running command) {
    return running.get(command.command.id()) == command;
  }

  /** It has ended, and that is recorded. */
  private void end(Running command, CommandOutcome now) {
    if (isRunning(command)) {
      // Not sent now is not the same as never sent.
      CommandOutcome outcome =
          command.mayHaveLeft && now instanceof CommandOutcome.NotSent notSent
              ? new CommandOutcome.Unknown(notSent.why() + EARLIER)
              : now;
      records.ifPresent(kept -> kept.ended(command.command.id(), RecordedWords.recorded(outcome)));
      tell(command, outcome);
    }
  }

  private void tell(Running command, CommandOutcome outcome) {
    if (running.remove(command.command.id(), command)) {
      ended.put(command.command.id(), new Ended(command.command.name(), outcome));
      if (ended.size() > ENDED_MAX) {
        ended.remove(ended.keySet().iterator().next());
      }
      command.whoWaits.forEach(waits -> waits.accept(outcome));
    }
  }

  /** The connection is up. */
  void up() {
    up = true;
    for (Running command : List.copyOf(running.values())) {
      if (command.stage == Stage.WAITS) {
        letGo(command);
      }
    }
  }

  /** The connection is not up any more. */
  void down() {
    up = false;
  }

  /** Nothing will be sent any more, unless the connection is wanted again. */
  void stopped() {
    stopped = true;
    for (Running command : List.copyOf(running.values())) {
      endUnsent(command, "the connection stopped");
    }
  }

  /** The connection is wanted again. */
  void wanted() {
    stopped = false;
  }

  private void endUnsent(Running command, String why) {
    if (command.stage == Stage.LOOKED_UP) {
      // It may have been done before: to call it not sent could be a lie.
      forget(command, new CommandOutcome.Unknown(why + NOT_LOOKED_UP));
    } else if (command.stage != Stage.ASKED) {
      end(command, new CommandOutcome.NotSent(why + " before it was sent"));
    }
  }

  @Override
  public long nanosUntilDue(long now) {
    long soonest = NEVER;
    for (Running command : running.values()) {
      if (command.stage != Stage.ASKED) {
        soonest = Math.min(soonest, command.deadline - now);
      }
    }
    return soonest;
  }

  @Override
  public void timePassed(long now) {
    for (Running command : List.copyOf(running.values())) {
      if (command.deadline - now <= 0) {
        endUnsent(command, "its time was over");
      }
    }
  }
}
