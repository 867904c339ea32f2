package dev.holdfast.application.service;

import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.application.outbox.OutboxPorts;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The single writer of one connection: it alone feeds the machine, one event at a time, and keeps
 * its one timer armed.
 *
 * <p>Loop thread only, except {@link #post}, {@link #picture} and what says so.
 */
final class ConnectionLoop implements EventFeed {

  private static final String CHANGED = "newly configured";

  private final ConnectionLog log;
  private ConnectionSettings settings;
  private ConnectionPorts ports;
  private ConnectionMachine machine;
  private final EffectExecutor effects;
  private final Outbox outbox;
  private final Dialogue dialogue;
  private final DeadlineTimer timer;
  private final ConnectionAudit audit;
  private final Optional<EventNotes> notes;
  private Optional<Ending> ending = Optional.empty();
  private boolean shutDown;
  private final UnsentReport unsent;
  private volatile Picture picture;

  ConnectionLoop(ConnectionSettings settings, ConnectionPorts ports, TrafficCounters counters) {
    this.log = ConnectionLog.of(settings.id());
    this.settings = settings;
    this.ports = ports;
    this.outbox = outbox(settings, counters);
    this.notes =
        ports.recorder().map(recorder -> new EventNotes(settings.id(), recorder, ports.random()));
    long now = ports.loop().nanoTime();
    this.machine =
        new ConnectionMachine(
            settings.policy(), notes.<RandomGenerator>map(it -> it).orElse(ports.random()), now);
    ports.recorder().ifPresent(recorder -> recorder.begun(settings.id(), settings.policy(), now));
    this.dialogue = new Dialogue(settings, ports, this::renewLink, this::dialogueLater);
    this.effects =
        new EffectExecutor(
            settings, ports, counters, outbox, dialogue, this, this::afterTransition);
    this.timer = new DeadlineTimer(ports.loop(), () -> guarded(this::deadlineReached));
    this.audit = new ConnectionAudit(now);
    this.unsent = new UnsentReport(log, outbox);
    this.picture =
        new Picture(ConnectionState.DISCONNECTED, false, now, 0, 0, false, Optional.empty());
  }

  private Outbox outbox(ConnectionSettings settings, TrafficCounters counters) {
    return new Outbox(
        settings.outbox(),
        new OutboxPorts(
            ports.loop(),
            ports.store(),
            ports.protocol().profile(),
            ports.wallClock(),
            ports.random(),
            ports.observerExecutor(),
            this::postUnlessEnded,
            new OutboxLog(settings.id(), counters),
            this::pump));
  }

  Picture picture() {
    return picture;
  }

  /** What is to be sent. */
  Outbox outbox() {
    return outbox;
  }

  /** What is asked; how it went so far is for any thread. */
  Dialogue dialogue() {
    return dialogue;
  }

  void connect() {
    if (shutDown) {
      log.warn("Not connected again, the process is ending");
      return;
    }
    ending = Optional.empty();
    dialogue.wanted();
    feed(Event.CONNECT);
  }

  /**
   * Goes on as other settings say. What waits stays; the link stays too, unless it would not be
   * opened like this any more: then it is replaced in good order.
   */
  void adopt(ConnectionSettings newSettings, Transport transport, CredentialsSource credentials) {
    boolean sameWay =
        settings.reachesAs(newSettings)
            && transport == ports.transport()
            && credentials == ports.credentials();
    settings = newSettings;
    ports = ports.reaching(transport, credentials);
    effects.adopt(settings, ports);
    long[] memory = new long[MachineMemory.WORDS];
    machine.save(memory, 0);
    machine = new ConnectionMachine(settings.policy(), ports.random(), memory[MachineMemory.NOW]);
    machine.load(memory, 0);
    if (sameWay) {
      log.debug("Goes on as newly configured, on the same link");
      armTimer();
    } else {
      renewWay();
    }
  }

  /** A connection that has stopped by a fault may have stopped by what was configured. */
  private void renewWay() {
    if (ending.isPresent() || machine.attempt() == 0) {
      armTimer();
      return;
    }
    switch (machine.state()) {
      case DISCONNECTED -> feed(Event.RECONNECT_NOW);
      case CONNECTING ->
          feed(new Event.GivenUp(machine.attempt(), Cause.of(CauseKind.ROTATION, CHANGED)));
      case CONNECTED, AUTHENTICATED -> {
        feed(new Event.Disconnect(Cause.of(CauseKind.DISCONNECT_REQUESTED, CHANGED)));
        feed(Event.CONNECT);
      }
      case CLOSING, CLOSED -> feed(Event.CONNECT);
    }
  }

  /** Drains for half of the time if there is something to drain, then closes in the rest. */
  void end(Cause cause, Duration within, boolean forGood) {
    shutDown |= forGood;
    if (forGood) {
      audit.endOfProcess(machine.attempt());
    }
    ending = Optional.of(Ending.begin(cause, ports.loop().nanoTime(), within, ending));
    continueEnding();
    armTimer();
  }

  /**
   * Gives a command.
   *
   * @param whenEnded told exactly once
   */
  void command(Command command, Consumer<CommandOutcome> whenEnded) {
    dialogue.command(command, whenEnded);
    dialogueMoved();
  }

  /**
   * Takes a reading.
   *
   * @param whenEnded told exactly once
   */
  void acquire(Acquisition acquisition, Consumer<AcquisitionOutcome> whenEnded) {
    dialogue.acquire(acquisition, whenEnded);
    dialogueMoved();
  }

  @Override
  public void feed(Event event) {
    try {
      handle(event);
      if (machine.failures() != picture.failures()) {
        // Stable again: no transition tells.
        effects.stable();
        takePicture(picture.stopped(), picture.lastTransition());
      }
      if (machine.isUp()) {
        dialogue.markGap(effects.current());
      }
      unsent.tell(picture.stopped());
      continueEnding();
    } finally {
      armTimer();
    }
  }

  private void handle(Event event) {
    long now = ports.loop().nanoTime();
    if (event.kind() == EventKind.FRAME_RECEIVED) {
      audit.lifeSeen(now);
    }
    try {
      machine.handle(event, now, effects);
    } finally {
      if (notes.isPresent()) {
        notes.get().handled(event, now);
      }
      if (picture.stopped()) {
        // Not at the transition: the same event may have set out again, as was asked meanwhile.
        dialogue.stopped();
      }
      effects.tellObservers();
    }
  }

  @Override
  public void post(Runnable task) {
    ports.loop().execute(() -> guarded(task));
  }

  /** Any thread. */
  private void dialogueLater(Runnable task) {
    postUnlessEnded(
        () -> {
          task.run();
          dialogueMoved();
        });
  }

  /** Any thread. */
  private void postUnlessEnded(Runnable task) {
    try {
      post(task);
    } catch (RejectedExecutionException e) {
      log.debug("Too late, the loop has ended");
    }
  }

  @Override
  public void pump() {
    outbox.takeIn();
    if (machine.isUp()) {
      effects.current().pump();
      if (ending.isPresent()) {
        continueEnding();
        armTimer();
      } else if (outbox.isWaiting()) {
        armTimer();
      }
    } else {
      unsent.tell(picture.stopped());
    }
  }

  void lookAgain() {
    outbox.lookAgain();
    pump();
  }

  @Override
  public void dialogueMoved() {
    pump();
    continueEnding();
    armTimer();
  }

  @Override
  public void roundTrip(Duration time) {
    effects.tellObservers(time);
  }

  private void deadlineReached() {
    dialogue.timePassed(ports.loop().nanoTime());
    pump();
    if (machine.isUp() && effects.current().readingPaused()) {
      // We do not read because the sink is full: the silence is ours, not the gateway's.
      feed(effects.current().frameReceived());
    }
    feed(Event.DEADLINE_REACHED);
  }

  private void armTimer() {
    long now = ports.loop().nanoTime();
    long due = dialogue.nanosUntilDue(now);
    if (machine.isUp()) {
      due = Math.min(due, outbox.nanosUntilDue(now));
    }
    if (machine.hasDeadline()) {
      due = Math.min(due, machine.nextDeadlineNanos() - now);
    }
    if (ending.isPresent() && machine.state().hasLink()) {
      due = Math.min(due, ending.get().nextNanos() - now);
    }
    if (due == Timed.NEVER) {
      timer.cancel();
    } else {
      timer.arm(now + due);
    }
  }

  /** Takes the next step of an ending that was asked for, if it is time. */
  private void continueEnding() {
    if (ending.isEmpty() || machine.state() == ConnectionState.CLOSED) {
      return;
    }
    Ending now = ending.get();
    long nanos = ports.loop().nanoTime();
    boolean waiting = outbox.unsettled() > 0 || dialogue.isAwaited();
    boolean draining = machine.isUp() && waiting && nanos - now.drainedByNanos() < 0;
    if (!now.asked() && draining) {
      return;
    }
    if (!now.asked() || machine.state() != ConnectionState.CLOSING) {
      ending = Optional.of(now.asAsked());
      feed(new Event.Disconnect(now.cause()));
    } else if (nanos - now.goneByNanos() >= 0) {
      feed(new Event.GivenUp(machine.attempt(), now.cause()));
    }
  }

  private void afterTransition(Transition transition) {
    if (notes.isPresent()) {
      notes.get().transitioned(transition);
    }
    audit.transitioned(transition, ports.loop().nanoTime());
    takePicture(transition.next() instanceof Next.Stop, Optional.of(transition));
    if (machine.isUp()) {
      dialogue.up();
      outbox.up(machine.attempt());
      // Later, because this is inside the machine.
      post(this::pump);
    } else {
      dialogue.down();
    }
  }

  /** Looks at itself: later, when a loop that stood still has done what was due meanwhile. */
  void inspect(Consumer<List<Breach>> answer) {
    long asked = ports.loop().nanoTime();
    postUnlessEnded(() -> answer.accept(audit.inspect(sight(), asked, ports.loop().nanoTime())));
  }

  private ConnectionAudit.Sight sight() {
    boolean listening = effects.isListening();
    return new ConnectionAudit.Sight(
        settings, machine, timer, effects.openLinks(), listening, outbox.isAccounted());
  }

  private void takePicture(boolean stopped, Optional<Transition> lastTransition) {
    picture =
        new Picture(
            machine.state(),
            machine.isUp(),
            machine.isUp() == picture.up() ? picture.upChangedNanos() : ports.loop().nanoTime(),
            machine.attempt(),
            machine.failures(),
            stopped,
            lastTransition);
  }

  /** Nobody knows any more which answer is whose: a new link knows again. */
  private void renewLink() {
    feed(
        new Event.GivenUp(
            machine.attempt(),
            Cause.of(CauseKind.PROTOCOL_VIOLATION, "no answer in time, twice; the order is lost")));
  }

  /**
   * The last line of defence: a bug in here must not leave a connection that looks open, nor stop
   * the loop that it shares with others.
   */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log.error("Internal error, the link is given up", e);
      if (machine.state().hasLink()) {
        feed(
            new Event.GivenUp(
                machine.attempt(),
                Cause.protocolViolation(CloseCode.INTERNAL_ERROR, "internal error")));
      }
    }
  }
}
