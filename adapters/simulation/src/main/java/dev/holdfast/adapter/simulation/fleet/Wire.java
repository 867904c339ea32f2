package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.Cells.Link;
import dev.holdfast.adapter.simulation.fleet.Cells.Note;
import dev.holdfast.adapter.simulation.fleet.Cells.Signal;
import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import java.util.SplittableRandom;

/**
 * The network and the gateway, as far as one device's link is concerned.
 *
 * <p>The gateway decides about an attempt in the moment in which the device makes it; the time on
 * the way is added to the answer. It notices at once that a device has gone.
 */
final class Wire {

  /** No device is being played. */
  static final int NOBODY = -1;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Cells cells;
  private final EventQueue queue;
  private final Conditions conditions;
  private final FrontDoor door;
  private final Nodes nodes;
  private final Causes causes = new Causes();
  private final Refusal overCapacity;
  private final Draw handshake;
  private final Draw roundTrip;
  private final SplittableRandom random;
  private final int reset;
  private final int closedAsAsked;

  /** The device whose date is set by the player once it has dealt with it. */
  private int playing = NOBODY;

  /**
   * A network.
   *
   * @param queue its entry behind those of the devices is the gateway's
   */
  Wire(
      Scenario scenario,
      Cells cells,
      EventQueue queue,
      Conditions conditions,
      SplittableRandom random) {
    this.cells = cells;
    this.queue = queue;
    this.conditions = conditions;
    this.door = new FrontDoor(scenario.gateway());
    this.nodes = new Nodes(scenario.gateway().nodes());
    this.overCapacity = scenario.gateway().overCapacity();
    this.handshake = new Draw(scenario.network().handshake());
    this.roundTrip = new Draw(scenario.network().roundTrip());
    this.random = random;
    this.reset = causes.number(LinkEnd.RESET);
    this.closedAsAsked = causes.number(LinkEnd.close(1000));
  }

  void play(int device) {
    playing = device;
  }

  Causes causes() {
    return causes;
  }

  FrontDoor door() {
    return door;
  }

  Nodes nodes() {
    return nodes;
  }

  /** The device makes an attempt. */
  void dial(int device, long now) {
    if (!hears(device)) {
      cells.link(device, Link.UNHEARD);
      return;
    }
    Refusal refusal = conditions.refusal();
    if (refusal != null) {
      refuse(device, refusal, Link.UNHEARD, now);
    } else if (nodes.there() == 0) {
      refuse(device, Refusal.REFUSED, Link.UNHEARD, now);
    } else if (door.queueIsEmpty() && door.hasRoom(now)) {
      shakeHands(device, now);
    } else if (door.enqueue(device, cells.attempt(device))) {
      cells.link(device, Link.QUEUED);
      waitForToken(now);
    } else {
      refuse(device, overCapacity, Link.LOST, now);
    }
  }

  /** Whether {@link #serve} lets nobody in, now and until conditions change. */
  boolean nobodyWaits() {
    return !door.hasQueue() || letsNobodyIn();
  }

  private boolean letsNobodyIn() {
    return conditions.refusal() != null || conditions.frozen() || nodes.there() == 0;
  }

  /** Lets in who waits, as far as there is room. */
  void serve(long now) {
    if (letsNobodyIn()) {
      return;
    }
    while (!door.queueIsEmpty()) {
      int device = door.firstDevice();
      boolean waits =
          cells.link(device) == Link.QUEUED && cells.attempt(device) == door.firstAttempt();
      if (waits && !door.hasRoom(now)) {
        waitForToken(now);
        return;
      }
      door.dequeue();
      if (waits) {
        shakeHands(device, now);
      }
    }
  }

  /** The device sees that it is open. */
  void opened(int device, boolean loginNext, long now) {
    door.handshakeOver();
    cells.link(device, Link.OPEN);
    if (loginNext) {
      answer(device, Signal.LOGIN, now);
    } else {
      cameUp(device, now);
    }
    serve(now);
  }

  /** The device is up. */
  void cameUp(int device, long now) {
    Fault.Flapping flapping = conditions.flapping();
    if (flapping == null) {
      wasBusy(device, now);
    } else if (flapping.links().how() == LinkEnd.How.SILENT) {
      orphan(device);
    } else {
      end(device, flapping.links(), now + flapping.upFor().toNanos());
    }
  }

  /** Something was sent over its link; what is silent from now on may be cut. */
  void wasBusy(int device, long now) {
    Fault.IdleCut idleCut = conditions.idleCut();
    if (idleCut != null && cells.signal(device) == Signal.NONE) {
      put(device, Signal.IDLE, 0, now + idleCut.silence().toNanos());
    }
  }

  /** The load balancer cuts its link. */
  void cutIdle(int device, long now) {
    Fault.IdleCut idleCut = conditions.idleCut();
    if (idleCut != null) {
      if (idleCut.links().how() == LinkEnd.How.SILENT) {
        orphan(device);
      } else {
        end(device, idleCut.links(), now);
      }
    }
  }

  /**
   * The device sends a heartbeat.
   *
   * @return whether it is answered in this moment
   */
  boolean beat(int device, long now) {
    boolean answers = hears(device) && conditions.refusal() == null;
    if (!answers) {
      cells.note(device, Note.OWED, true);
      if (cells.signal(device) == Signal.IDLE) {
        silence(device);
      }
    } else if (cells.link(device) == Link.ORPHAN) {
      put(device, Signal.END, reset, now + roundTrip.next(random));
    } else if (conditions.loss() > 0 && random.nextDouble() < conditions.loss()) {
      if (cells.signal(device) == Signal.IDLE) {
        silence(device);
      }
      wasBusy(device, now);
    } else if (cells.signal(device) == Signal.END) {
      // There is one signal for each device; the answer's time does not matter to a doomed link.
      return true;
    } else {
      put(device, Signal.PONG, 0, now + roundTrip.next(random));
    }
    return false;
  }

  /** The device sends its close frame. */
  void close(int device, long now) {
    if (cells.link(device) == Link.OPEN) {
      cells.link(device, Link.CLOSING);
      if (hears(device) && conditions.refusal() == null) {
        put(device, Signal.END, closedAsAsked, now + roundTrip.next(random));
        return;
      }
    }
    silence(device);
  }

  /** The link is gone, for the device and for the gateway. */
  void hangUp(int device, long now) {
    leave(device);
    cells.link(device, Link.NONE);
    silence(device);
    serve(now);
  }

  /** The gateway knows nothing of the link any more; the device believes that it is open. */
  void orphan(int device) {
    leave(device);
    cells.link(device, Link.ORPHAN);
    silence(device);
  }

  /** An attempt that the gateway has forgotten. */
  void lose(int device) {
    leave(device);
    cells.link(device, Link.LOST);
    silence(device);
  }

  /** What it was about to see cannot reach it for now. */
  void hold(int device) {
    switch (cells.signal(device)) {
      case HANDSHAKE, LOGIN -> {
        silence(device);
        cells.note(device, Note.HELD, true);
      }
      case PONG -> {
        silence(device);
        cells.note(device, Note.OWED, true);
      }
      case END -> {
        if (cells.link(device) == Link.OPEN) {
          orphan(device);
        } else if (cells.link(device) == Link.SHAKING || cells.link(device) == Link.TURNED_DOWN) {
          lose(device);
        } else {
          silence(device);
        }
      }
      case KNOCK -> {
        silence(device);
        cells.link(device, Link.UNHEARD);
      }
      case NONE, SWITCHED_ON, IDLE -> {}
    }
  }

  /**
   * The way is free again: what could not reach it does.
   *
   * @param dialsAgain whether its TCP connection must still be made, by the next SYN
   */
  void release(int device, boolean dialsAgain, long now) {
    if (!hears(device) || conditions.refusal() != null) {
      return;
    }
    Link link = cells.link(device);
    if (link == Link.UNHEARD) {
      put(device, Signal.KNOCK, 0, dialsAgain ? nextSyn(device, now) : now);
    } else if (cells.has(device, Note.HELD)) {
      answer(device, link == Link.SHAKING ? Signal.HANDSHAKE : Signal.LOGIN, now);
    } else if (cells.has(device, Note.OWED)) {
      if (link == Link.ORPHAN) {
        put(device, Signal.END, reset, now + roundTrip.next(random));
      } else {
        answer(device, Signal.PONG, now);
      }
    }
    cells.note(device, Note.HELD, false);
    cells.note(device, Note.OWED, false);
  }

  /** Its link ends at that time. */
  void end(int device, LinkEnd how, long at) {
    put(device, Signal.END, causes.number(how), at);
  }

  /** Nothing is ready for it any more. */
  void silence(int device) {
    cells.signal(device, Signal.NONE, 0, 0);
    cells.note(device, Note.HELD, false);
    cells.note(device, Note.OWED, false);
  }

  /** Something is ready for it at that time, in place of whatever was. */
  void put(int device, Signal signal, int cause, long at) {
    cells.signal(device, signal, cause, at);
    if (device != playing) {
      queue.scheduleAtLatest(device, at);
    }
  }

  private boolean hears(int device) {
    return !conditions.frozen() && !(conditions.parted() && cells.has(device, Note.CUT_OFF));
  }

  private void answer(int device, Signal signal, long now) {
    put(device, signal, 0, now + roundTrip.next(random));
  }

  private void shakeHands(int device, long now) {
    door.letIn(now);
    cells.link(device, Link.SHAKING);
    cells.node(device, nodes.pick(random));
    long answerAt = now + handshake.next(random);
    if (hears(device)) {
      put(device, Signal.HANDSHAKE, 0, answerAt);
    } else {
      cells.note(device, Note.HELD, true);
    }
  }

  private void refuse(int device, Refusal refusal, Link ignored, long now) {
    if (refusal.how() == Refusal.How.IGNORED) {
      cells.link(device, ignored);
      return;
    }
    cells.link(device, Link.TURNED_DOWN);
    Draw answer = refusal.how() == Refusal.How.REFUSED ? roundTrip : handshake;
    put(device, Signal.END, causes.number(refusal), now + answer.next(random));
  }

  private void leave(int device) {
    switch (cells.link(device)) {
      case SHAKING -> {
        door.handshakeOver();
        door.left();
      }
      case OPEN, CLOSING -> door.left();
      case NONE, UNHEARD, LOST, QUEUED, TURNED_DOWN, ORPHAN -> {}
    }
  }

  private void waitForToken(long now) {
    if (door.waitsForToken(now)) {
      queue.scheduleAtLatest(cells.size(), door.tokenAt(now));
    }
  }

  /** TCP sends its SYN again 1, 3, 7, 15, ... seconds after the first. */
  private long nextSyn(int device, long now) {
    long dialled = cells.touchedAt(device);
    long after = NANOS_PER_SECOND;
    while (dialled + after < now) {
      after = 2 * after + NANOS_PER_SECOND;
    }
    return dialled + after;
  }
}
