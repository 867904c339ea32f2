package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.util.List;

/**
 * What one exploration is about: a policy, and the causes that its gateways know.
 *
 * @param name for people
 * @param policy all durations that the machine measures are whole ticks ({@link Clocks#TICK})
 * @param endings the causes with which links end by themselves: one for each verdict at least
 * @param surrenders the causes with which the session protocol gives a link up
 */
record Setting(String name, ConnectionPolicy policy, List<Cause> endings, List<Cause> surrenders) {

  /** Checks that the durations are whole. */
  Setting {
    endings = List.copyOf(endings);
    surrenders = List.copyOf(surrenders);
    HeartbeatPolicy heartbeat = policy.heartbeat();
    requireWhole("connectTimeout", policy.connectTimeout().toNanos());
    requireWhole("loginTimeout", policy.loginTimeout().toNanos());
    requireWhole("closeTimeout", policy.closeTimeout().toNanos());
    requireWhole("stableAfter", policy.stableAfter().toNanos());
    requireWhole("heartbeat interval", heartbeat.interval().toNanos());
    requireWhole("heartbeat timeout", heartbeat.timeout().toNanos());
    requireWhole("tolerance for late timers", heartbeat.lateAfterNanos());
    requireWhole("drain after a late timer", heartbeat.drainForNanos());
  }

  private static void requireWhole(String name, long nanos) {
    if (nanos % Clocks.TICK != 0) {
      throw new IllegalArgumentException(
          name + " must be whole ticks of " + Clocks.TICK + " ns but was " + nanos + " ns");
    }
  }
}
