package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The moments of a scenario: what ends comes before what begins, and recovery is last. */
final class Timeline {

  private static final int ENDS = 0;
  private static final int BEGINS = 1;
  private static final int LAST = 2;

  /** What happens in one moment. */
  interface Step {
    void take(long now);
  }

  private record Moment(long at, int order, Step step) {}

  private final List<Moment> moments = new ArrayList<>();
  private int next;

  /**
   * The moments of a scenario.
   *
   * @param atRecovery what happens when the last fault is over
   */
  Timeline(Scenario scenario, Strikes strikes, Step atRecovery) {
    for (Fault fault : scenario.faults()) {
      long begin = fault.at().toNanos();
      if (fault instanceof Fault.RollingRestart restart) {
        roll(restart, begin, strikes);
      } else {
        add(begin, BEGINS, now -> strikes.begin(fault, now));
        add(fault.end().toNanos(), ENDS, now -> strikes.end(fault, now));
      }
    }
    add(scenario.recovery().toNanos(), LAST, atRecovery);
    moments.sort(Comparator.comparingLong(Moment::at).thenComparingInt(Moment::order));
  }

  private void roll(Fault.RollingRestart restart, long begin, Strikes strikes) {
    long away = restart.away().toNanos();
    for (int i = 0; i < restart.nodes(); i++) {
      int node = i;
      long gone = begin + i * (away + restart.pause().toNanos());
      add(gone, BEGINS, now -> strikes.leave(node, restart, now));
      add(gone + away, ENDS, now -> strikes.comeBack(node, now));
    }
  }

  private void add(long at, int order, Step step) {
    moments.add(new Moment(at, order, step));
  }

  /** When the next moment is; the end of time after the last. */
  long nextAt() {
    return next == moments.size() ? Long.MAX_VALUE : moments.get(next).at();
  }

  /** Takes all steps that are due. */
  void take(long now) {
    while (nextAt() <= now) {
      moments.get(next++).step().take(now);
    }
  }
}
