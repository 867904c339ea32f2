package dev.holdfast.adapter.simulation.fleet;

import static dev.holdfast.adapter.simulation.fleet.Given.NOW;
import static dev.holdfast.adapter.simulation.fleet.Given.every;
import static dev.holdfast.adapter.simulation.fleet.Given.ours;
import static dev.holdfast.adapter.simulation.fleet.Given.outage;
import static dev.holdfast.adapter.simulation.fleet.Given.run;
import static dev.holdfast.adapter.simulation.fleet.Given.scenario;
import static dev.holdfast.adapter.simulation.fleet.Given.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.holdfast.adapter.simulation.fleet.StormResult.Cost;
import dev.holdfast.adapter.simulation.fleet.StormResult.Ledger;
import dev.holdfast.adapter.simulation.fleet.StormResult.Second;
import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every storm: one seed, one result; nothing appears or is lost; limits hold. */
final class StormTest {

  static List<String> names() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShippedScenarioIsTheSameTwiceAndWithAnyQueueAndAddsUp(String name)
      throws ScenarioException {
    Scenario scenario = Scenarios.named(name);
    int devices = Math.min(scenario.devices(), 1_000);
    Scenario small = scenario.withDevices(devices);
    FleetPolicy policy = loginPolicy();
    StormResult result = run(small, policy);
    assertThat(free(run(small, policy))).isEqualTo(free(result));
    assertThat(free(Storm.run(small, policy, StormWatch.NOBODY, HeapQueue::new)))
        .isEqualTo(free(result));
    assertThat(run(small.withSeed(2), policy).seconds()).isNotEqualTo(result.seconds());

    Ledger ledger = result.ledger();
    assertThat(result.attempts())
        .isEqualTo(ledger.accepted() + ledger.refused() + ledger.timedOut() + ledger.underWay())
        .isGreaterThanOrEqualTo(result.attemptsDuringFaults());
    assertThat(sum(result, Second::attempts)).isEqualTo(result.attempts());
    assertThat(sum(result, Second::accepted)).isEqualTo(ledger.accepted());
    assertThat(sum(result, Second::refused)).isEqualTo(ledger.refused());
    assertThat(result.seconds()).allMatch(second -> second.up() >= 0 && second.up() <= devices);
    assertThat(result.seconds()).hasSize((int) result.simulated().toSeconds());
    assertThat(result.downtime().longest()).isLessThanOrEqualTo(result.simulated());
    assertThat(result.complete()).isTrue();
  }

  @Test
  void limitsOfTheGatewayHold() {
    Scenario narrow =
        scenario(2_000, new Fault.ColdStart(NOW, seconds(1)))
            .withGateway(new Gateway(1, 100, 20, 1_500, 50, Refusal.REFUSED));
    StormResult result = run(narrow, ours());
    assertThat(result.ledger().handshakesMax()).isEqualTo(10);
    assertThat(result.ledger().connectionsMax()).isEqualTo(1_500);
    assertThat(result.ledger().queuedMax()).isEqualTo(50);
    // A tenth of a second's worth may come at once.
    assertThat(result.seconds()).allMatch(second -> second.accepted() <= 110);
    assertThat(result.seconds().get(599).up()).isEqualTo(1_500);
    assertThat(result.back().half()).isPresent();
    assertThat(result.back().all()).isEmpty();
  }

  @Test
  void handshakesAreLimitedOnTheirOwn() {
    Scenario narrow =
        scenario(1_000, new Fault.ColdStart(NOW, seconds(1)))
            .withGateway(new Gateway(1, 0, 5, 0, 1_000, Refusal.REFUSED));
    StormResult result = run(narrow, ours());
    assertThat(result.ledger().handshakesMax()).isEqualTo(5);
    // Five at a time, 10 ms each: 500 a second.
    assertThat(result.back().all().orElseThrow()).isBetween(seconds(2), Duration.ofMillis(2_100));
  }

  @Test
  void whoWaitsTooLongInTheQueueIsPassedOver() {
    Scenario slow =
        scenario(1_000, new Fault.ColdStart(NOW, seconds(1)))
            .withGateway(new Gateway(1, 10, 0, 0, 1_000, Refusal.REFUSED));
    StormResult result = run(slow, every(1));
    assertThat(result.ledger().timedOut()).isPositive();
    assertThat(result.seconds()).allMatch(second -> second.accepted() <= 11);
    // Ten or so are let in while the others come; those who gave up make room for themselves.
    assertThat(result.ledger().queuedMax()).isBetween(980, 990);
  }

  @Test
  void theWatchIsAskedEverySecondAndMayEndIt() {
    long[] last = {0};
    StormResult result =
        Storm.run(
            scenario(10, outage(300)),
            ours(),
            (now, of) -> {
              assertThat(now).isEqualTo(last[0] + seconds(1).toNanos());
              assertThat(of).isEqualTo(seconds(600).toNanos());
              last[0] = now;
              return now < seconds(42).toNanos();
            });
    assertThat(result.complete()).isFalse();
    assertThat(result.simulated()).isEqualTo(seconds(42));
    assertThat(result.seconds()).hasSize(42);
    assertThat(result.back().half()).isEmpty();
  }

  @Test
  void aScenarioEndsAtItsDuration() {
    StormResult result =
        run(scenario(10, outage(300)).withDuration(Duration.ofMillis(20_500)), ours());
    assertThat(result.simulated()).isEqualTo(Duration.ofMillis(20_500));
    assertThat(result.seconds()).hasSize(21);
    assertThat(result.downtime().longest()).isEqualTo(Duration.ofMillis(20_500));
    assertThat(result.complete()).isTrue();
  }

  @Test
  void heartbeatsAreOutOfStepFromTheStart() {
    StormResult result =
        run(scenario(3_000, new Fault.HeartbeatLoss(NOW, seconds(30), 1)), every(500));
    // Each dies 5 s after its heartbeat, which is due within 30 s: 100 a second.
    for (int second = 6; second < 34; second++) {
      int fell = result.seconds().get(second - 1).up() - result.seconds().get(second).up();
      assertThat(fell).isBetween(60, 145);
    }
  }

  @Test
  void nobodyRotatesBeforeSecondZero() {
    ConnectionPolicy rotating =
        ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofMinutes(1))).build();
    StormResult result =
        run(scenario(20_000, outage(1)).withDuration(seconds(3)), Given.policy(rotating));
    assertThat(result.ledger().linksLost()).isEqualTo(20_000);
  }

  @Test
  void aConnectionTakesLessThanAHundredBytes() {
    Fault outage =
        new Fault.Outage(
            NOW,
            seconds(1),
            LinkEnd.RESET,
            Duration.ofMillis(200),
            Refusal.REFUSED,
            Optional.empty());
    StormResult result = run(scenario(200_000, outage).withDuration(seconds(3)), ours());
    assertThat(result.cost().bytesPerDevice()).isBetween(72.0, 90.0);
    assertThat(result.cost().events()).isGreaterThan(400_000);
    FleetPolicy rotating =
        Given.policy(
            ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofHours(1))).build());
    assertThat(run(scenario(200_000, outage).withDuration(seconds(3)), rotating).cost())
        .extracting(Cost::bytesPerDevice, DOUBLE)
        .isBetween(80.0, 98.0);
  }

  private static FleetPolicy loginPolicy() {
    return Given.policy(
        ConnectionPolicy.builder()
            .loginRequired(true)
            .maxLifetime(Optional.of(Duration.ofHours(1)))
            .build());
  }

  /** Without what it cost. */
  private static StormResult free(StormResult result) {
    return result.costing(new Cost(result.cost().events(), Duration.ZERO, Duration.ZERO, 0));
  }

  private static long sum(StormResult result, ToIntFunction<Second> number) {
    return result.seconds().stream().mapToLong(number::applyAsInt).sum();
  }
}
