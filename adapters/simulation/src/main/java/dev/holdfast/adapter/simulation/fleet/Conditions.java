package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds at present. Of two faults of one kind, the one that began last. */
final class Conditions {

  private final double usualLoss;
  private final List<Fault> active = new ArrayList<>();

  private Fault.@Nullable Outage outage;
  private Fault.@Nullable Flapping flapping;
  private Fault.@Nullable IdleCut idleCut;
  private boolean frozen;
  private boolean parted;
  private double loss;

  Conditions(double usualLoss) {
    this.usualLoss = usualLoss;
    this.loss = usualLoss;
  }

  void begin(Fault fault) {
    active.add(fault);
    consider();
  }

  void end(Fault fault) {
    active.remove(fault);
    consider();
  }

  private void consider() {
    outage = null;
    flapping = null;
    idleCut = null;
    frozen = false;
    parted = false;
    loss = usualLoss;
    for (Fault fault : active) {
      if (fault instanceof Fault.Outage one) {
        outage = one;
      } else if (fault instanceof Fault.Flapping one) {
        flapping = one;
      } else if (fault instanceof Fault.IdleCut one) {
        idleCut = one;
      } else if (fault instanceof Fault.Freeze) {
        frozen = true;
      } else if (fault instanceof Fault.Partition) {
        parted = true;
      } else if (fault instanceof Fault.HeartbeatLoss one) {
        loss = one.probability();
      }
    }
  }

  /** What becomes of attempts because the gateway is gone; null while it is there. */
  @Nullable Refusal refusal() {
    return outage == null ? null : outage.attempts();
  }

  Fault.@Nullable Flapping flapping() {
    return flapping;
  }

  Fault.@Nullable IdleCut idleCut() {
    return idleCut;
  }

  /** Whether the gateway stands still. */
  boolean frozen() {
    return frozen;
  }

  /** Whether devices that are cut off can reach nothing. */
  boolean parted() {
    return parted;
  }

  /** The probability that a heartbeat is not answered. */
  double loss() {
    return loss;
  }
}
