package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.Cells.Link;
import dev.holdfast.adapter.simulation.fleet.Cells.Note;
import dev.holdfast.adapter.simulation.fleet.Cells.Signal;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;

/**
 * Plays every device in turn with one machine: takes its memory up, tells it what happened, does
 * what it asks, and puts its memory away. No rule of the connection is here.
 */
final class Player implements Effects {

  private final Cells cells;
  private final EventQueue queue;
  private final Wire wire;
  private final Tally tally;
  private final ConnectionMachine machine;
  private final OwnRandom random;
  private final boolean loginRequired;
  private final long cap;
  private final long end;
  private final EventCache events = new EventCache();

  private int device;
  private long now;
  private boolean beatAsked;

  /**
   * A player for one policy.
   *
   * @param random where the machine's jitter comes from
   * @param begin before everything that any machine will be told
   * @param end of the simulation: what is due later is left out
   */
  Player(
      ConnectionPolicy policy,
      OwnRandom random,
      long begin,
      long end,
      Cells cells,
      EventQueue queue,
      Wire wire,
      Tally tally) {
    this.end = end;
    this.cells = cells;
    this.queue = queue;
    this.wire = wire;
    this.tally = tally;
    this.random = random;
    this.machine = new ConnectionMachine(policy, random, begin);
    this.loginRequired = policy.loginRequired();
    this.cap = policy.backoff().capNanos();
  }

  /** The machine that plays, for whoever prepares devices before second 0. */
  ConnectionMachine machine() {
    return machine;
  }

  /**
   * The date of a device has come. What it goes through next is played at once if it is its own
   * affair and happens before anything happens to all: nobody can tell when it was played.
   *
   * @param horizon before the next second, and before the scenario's next fault begins or ends
   */
  void wake(int who, long at, long horizon) {
    device = who;
    now = at;
    cells.load(machine, who);
    wire.play(who);
    goThroughIt();
    long next = nextDate(who);
    while (next < horizon && isOwnAffair(next)) {
      now = next;
      goThroughIt();
      next = nextDate(who);
    }
    cells.save(machine, who);
    wire.play(Wire.NOBODY);
    schedule(who, next);
  }

  /** Readies the machine for a device that is played before second 0. */
  void prepare(int who) {
    random.moment(who, -1);
  }

  /** Gives the device that the machine plays its next date. */
  void schedule(int who) {
    schedule(who, nextDate(who));
  }

  private void schedule(int who, long date) {
    if (date <= end) {
      queue.schedule(who, date);
    }
  }

  private long nextDate(int who) {
    long date = machine.hasDeadline() ? machine.nextDeadlineNanos() : Long.MAX_VALUE;
    return cells.signal(who) == Signal.NONE ? date : Math.min(date, cells.signalAt(who));
  }

  /** Whether what happens to the device at its next date makes no difference to others. */
  private boolean isOwnAffair(long date) {
    return cells.signalAt(device) == date
        && switch (cells.signal(device)) {
          case PONG -> true;
          case END -> cells.link(device) == Link.TURNED_DOWN && wire.nobodyWaits();
          case NONE, SWITCHED_ON, KNOCK, HANDSHAKE, LOGIN, IDLE -> false;
        };
  }

  private void goThroughIt() {
    random.moment(device, now);
    Signal signal = cells.signal(device);
    if (signal == Signal.NONE || cells.signalAt(device) > now) {
      tell(Event.DEADLINE_REACHED);
    } else {
      deliver(signal);
    }
    if (beatAsked) {
      beat();
    }
    noteUp();
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    tally.attempt(now);
    // The gateway's queue knows an attempt by its number.
    cells.attempt(device, attempt);
    wire.dial(device, now);
  }

  @Override
  public void sendHeartbeat(long attempt) {
    beatAsked = true;
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    wire.close(device, now);
  }

  @Override
  public void abort(long attempt) {
    wire.hangUp(device, now);
  }

  @Override
  public void transitioned(Transition transition) {
    if (transition.to() == ConnectionState.DISCONNECTED) {
      if (transition.next() instanceof Next.Retry retry) {
        tally.delay(retry.delayNanos() == cap);
      }
    } else if (transition.to() == ConnectionState.CLOSED) {
      CauseKind cause = transition.cause().kind();
      if (transition.from() == ConnectionState.CONNECTING && cause == CauseKind.CONNECT_TIMEOUT) {
        tally.timedOut();
      } else if (transition.from() == ConnectionState.CONNECTED
          || transition.from() == ConnectionState.AUTHENTICATED) {
        tally.linkLost();
      }
      if (transition.next() instanceof Next.Stop) {
        tally.gaveUp();
      }
    }
  }

  @Override
  public void ignored(Event event, Reaction why) {
    throw new IllegalStateException(
        "device " + device + " was told " + event + " in " + machine.state() + ": " + why);
  }

  private void deliver(Signal signal) {
    long attempt = machine.attempt();
    cells.signal(device, Signal.NONE, cells.cause(device), 0);
    switch (signal) {
      case NONE -> throw new IllegalStateException("nothing to deliver");
      case SWITCHED_ON -> tell(Event.CONNECT);
      case KNOCK -> wire.dial(device, now);
      case HANDSHAKE -> {
        tally.accepted();
        wire.opened(device, loginRequired, now);
        tell(new Event.HandshakeCompleted(attempt));
      }
      case LOGIN -> {
        wire.cameUp(device, now);
        tell(new Event.LoginAccepted(attempt));
      }
      case PONG -> {
        wire.wasBusy(device, now);
        tell(events.frameReceived(attempt));
      }
      case IDLE -> {
        wire.cutIdle(device, now);
        // A cut that the device sees is its next signal.
        if (cells.signal(device) == Signal.END) {
          deliver(Signal.END);
        }
      }
      case END -> {
        Link link = cells.link(device);
        if (link != Link.OPEN && link != Link.CLOSING && link != Link.ORPHAN) {
          tally.refused();
        }
        Cause cause = wire.causes().get(cells.cause(device));
        wire.hangUp(device, now);
        tell(events.ended(attempt, cause));
      }
    }
  }

  private void beat() {
    beatAsked = false;
    long attempt = machine.attempt();
    tell(events.heartbeatWritten(attempt));
    Link link = cells.link(device);
    if ((link == Link.OPEN || link == Link.ORPHAN) && wire.beat(device, now)) {
      tell(events.frameReceived(attempt));
    }
  }

  private void tell(Event event) {
    tally.event();
    machine.handle(event, now, this);
  }

  private void noteUp() {
    boolean up = machine.isUp();
    if (up == cells.has(device, Note.UP)) {
      return;
    }
    if (up) {
      cells.rose(device, now);
      tally.rose();
      if (cells.has(device, Note.AWAITED)) {
        cells.note(device, Note.AWAITED, false);
        tally.returned(now);
      }
    } else {
      cells.fell(device, now);
      tally.fell();
    }
  }
}
