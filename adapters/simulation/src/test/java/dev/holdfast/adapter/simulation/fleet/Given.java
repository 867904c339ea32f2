package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Network;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scenarios and policies that are simple enough to expect exact numbers of. */
final class Given {

  static final Duration NOW = Duration.ZERO;

  /** Everything takes exactly 10 ms. */
  static final Network PROMPT =
      new Network(Spread.exactly(Duration.ofMillis(10)), Spread.exactly(Duration.ofMillis(10)), 0);

  private Given() {}

  static Duration seconds(long value) {
    return Duration.ofSeconds(value);
  }

  static Scenario scenario(int devices, Fault... faults) {
    return new Scenario(
        "given", "", devices, 7, seconds(600), PROMPT, Gateway.UNLIMITED, List.of(faults));
  }

  static Fault outage(int seconds) {
    return outage(seconds, LinkEnd.RESET, Refusal.REFUSED);
  }

  static Fault outage(int seconds, LinkEnd links, Refusal attempts) {
    return new Fault.Outage(NOW, seconds(seconds), links, NOW, attempts, Optional.empty());
  }

  /** Ours, as it comes. */
  static FleetPolicy ours() {
    return policy(ConnectionPolicy.defaults());
  }

  static FleetPolicy policy(ConnectionPolicy policy) {
    return new FleetPolicy("given", "given", policy, "");
  }

  /** Always the same delay, in seconds. */
  static FleetPolicy every(int seconds) {
    return policy(ConnectionPolicy.builder().backoff(always(seconds(seconds).toNanos())).build());
  }

  private static BackoffPolicy always(long nanos) {
    return new BackoffPolicy() {
      @Override
      public long delayNanos(int failures, long previousNanos, double random) {
        return nanos;
      }

      @Override
      public long baseNanos() {
        return nanos;
      }

      @Override
      public long capNanos() {
        return nanos;
      }
    };
  }

  static StormResult run(Scenario scenario, FleetPolicy policy) {
    return Storm.run(scenario, policy, StormWatch.NOBODY);
  }
}
