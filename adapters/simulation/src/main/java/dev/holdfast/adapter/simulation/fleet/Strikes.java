package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.Cells.Link;
import dev.holdfast.adapter.simulation.fleet.Cells.Note;
import dev.holdfast.adapter.simulation.fleet.Cells.Signal;
import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import java.time.Duration;
import java.util.SplittableRandom;

/** What a fault does to the whole fleet in the moment in which it begins, and when it is over. */
final class Strikes {

  private final Cells cells;
  private final Conditions conditions;
  private final Wire wire;
  private final SplittableRandom random;

  Strikes(Cells cells, Conditions conditions, Wire wire, SplittableRandom random) {
    this.cells = cells;
    this.conditions = conditions;
    this.wire = wire;
    this.random = random;
  }

  /** A fault begins; of a rolling restart, nothing but its name. */
  void begin(Fault fault, long now) {
    if (fault instanceof Fault.Partition partition) {
      cutOff(partition.share());
    }
    conditions.begin(fault);
    if (fault instanceof Fault.Outage outage) {
      wire.door().emptyQueue();
      strikeAll(outage.links(), outage.spread(), now);
    } else if (fault instanceof Fault.Flapping flapping) {
      strikeAll(flapping.links(), flapping.upFor(), now);
    } else if (fault instanceof Fault.IdleCut idleCut) {
      watchSilence(idleCut.silence().toNanos(), now);
    } else if (fault instanceof Fault.Partition || fault instanceof Fault.Freeze) {
      for (int device = 0; device < cells.size(); device++) {
        if (fault instanceof Fault.Freeze || cells.has(device, Note.CUT_OFF)) {
          wire.hold(device);
        }
      }
    }
  }

  /** A fault is over. */
  void end(Fault fault, long now) {
    conditions.end(fault);
    if (fault instanceof Fault.Outage outage) {
      outage.ramp().ifPresent(ramp -> wire.door().ramp(ramp, now));
      releaseAll(true, now);
    } else if (fault instanceof Fault.IdleCut) {
      forgetSilence();
    } else if (fault instanceof Fault.Partition) {
      for (int device = 0; device < cells.size(); device++) {
        if (cells.has(device, Note.CUT_OFF)) {
          cells.note(device, Note.CUT_OFF, false);
          wire.release(device, true, now);
        }
      }
    } else if (fault instanceof Fault.Freeze freeze) {
      if (freeze.dies()) {
        die(now);
      } else {
        releaseAll(false, now);
      }
    }
    wire.serve(now);
  }

  /** A node of a rolling restart goes. */
  void leave(int node, Fault.RollingRestart restart, long now) {
    wire.nodes().leave(node);
    wire.door().nodes(wire.nodes().there());
    boolean gone = wire.nodes().there() == 0;
    if (gone) {
      wire.door().emptyQueue();
    }
    for (int device = 0; device < cells.size(); device++) {
      boolean queued = cells.link(device) == Link.QUEUED;
      if (queued ? gone : cells.node(device) == node) {
        strike(device, restart.links(), restart.spread().toNanos(), now);
      }
    }
  }

  /** A node of a rolling restart is back. */
  void comeBack(int node, long now) {
    wire.nodes().comeBack(node);
    wire.door().nodes(wire.nodes().there());
    wire.serve(now);
  }

  private void strikeAll(LinkEnd how, Duration spread, long now) {
    for (int device = 0; device < cells.size(); device++) {
      strike(device, how, spread.toNanos(), now);
    }
  }

  private void strike(int device, LinkEnd how, long spread, long now) {
    boolean seesIt =
        how.how() != LinkEnd.How.SILENT
            && !(conditions.parted() && cells.has(device, Note.CUT_OFF));
    switch (cells.link(device)) {
      case OPEN, CLOSING -> {
        if (seesIt) {
          wire.end(device, how, now + within(spread));
        } else {
          wire.orphan(device);
        }
      }
      case SHAKING, QUEUED -> {
        if (seesIt) {
          wire.end(device, LinkEnd.RESET, now + within(spread));
        } else {
          wire.lose(device);
        }
      }
      case NONE, UNHEARD, LOST, TURNED_DOWN, ORPHAN -> {}
    }
  }

  private void die(long now) {
    for (int device = 0; device < cells.size(); device++) {
      if (cells.link(device) == Link.UNHEARD) {
        if (!(conditions.parted() && cells.has(device, Note.CUT_OFF))) {
          wire.end(device, LinkEnd.RESET, now);
        }
      } else {
        strike(device, LinkEnd.RESET, 0, now);
      }
    }
    wire.door().emptyQueue();
  }

  private void releaseAll(boolean dialsAgain, long now) {
    for (int device = 0; device < cells.size(); device++) {
      wire.release(device, dialsAgain, now);
    }
  }

  private void cutOff(double share) {
    for (int device = 0; device < cells.size(); device++) {
      cells.note(device, Note.CUT_OFF, random.nextDouble() < share);
    }
  }

  private void watchSilence(long silence, long now) {
    for (int device = 0; device < cells.size(); device++) {
      if (cells.link(device) == Link.OPEN && cells.signal(device) == Signal.NONE) {
        wire.put(device, Signal.IDLE, 0, Math.max(now, cells.busyAt(device) + silence));
      }
    }
  }

  private void forgetSilence() {
    for (int device = 0; device < cells.size(); device++) {
      if (cells.signal(device) == Signal.IDLE) {
        wire.silence(device);
      }
    }
  }

  private long within(long spread) {
    return spread == 0 ? 0 : random.nextLong(spread);
  }
}
