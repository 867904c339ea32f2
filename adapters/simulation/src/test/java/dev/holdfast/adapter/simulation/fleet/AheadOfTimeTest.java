package dev.holdfast.adapter.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices are played ahead of their time, and nothing tells: the figures are those of an order. */
final class AheadOfTimeTest {

  private static final int DEVICES = 30;

  static List<String> names() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyScenarioWithEveryPolicyIsTheSameInOrder(String name) throws ScenarioException {
    Scenario scenario = Scenarios.named(name).withDevices(DEVICES);
    for (FleetPolicy policy : policies()) {
      assertThat(played(scenario, policy, true))
          .as(policy.name())
          .isEqualTo(played(scenario, policy, false));
    }
  }

  @Test
  void inALongOutageTheQueueIsAskedForEveryOtherEventAtMost() throws ScenarioException {
    Scenario scenario = Scenarios.named("million").withDevices(2_000);
    FleetPolicy policy = Given.ours();
    AtomicLong turns = new AtomicLong();
    StormResult result =
        Storm.run(
            scenario,
            policy,
            StormWatch.NOBODY,
            dates -> new CountedQueue(new TimingWheel(dates), turns));
    assertThat(turns.get()).isLessThan(result.cost().events() * 6 / 10);
  }

  /** Ours, one of everything that may be due soon, and all others. */
  private static List<FleetPolicy> policies() {
    List<FleetPolicy> policies = new ArrayList<>();
    policies.add(Given.ours());
    policies.add(
        Given.policy(
            ConnectionPolicy.builder()
                .loginRequired(true)
                .heartbeat(new HeartbeatPolicy(true, Duration.ofMillis(70), Duration.ofMillis(40)))
                .stableAfter(Duration.ofMillis(100))
                .maxLifetime(Optional.of(Duration.ofSeconds(20)))
                .connectTimeout(Duration.ofMillis(90))
                .backoff(new Backoff(Jitter.FULL, Duration.ofMillis(5), Duration.ofMillis(300)))
                .build()));
    Presets.all().forEach(policies::add);
    return policies;
  }

  private static StormResult played(Scenario scenario, FleetPolicy policy, boolean ahead) {
    StormResult result = Storm.run(scenario, policy, StormWatch.NOBODY, TimingWheel::new, ahead);
    // What it cost is another matter, but for the number of events.
    return result.costing(
        new StormResult.Cost(result.cost().events(), Duration.ZERO, Duration.ZERO, 0));
  }
}
