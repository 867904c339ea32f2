package dev.holdfast.adapter.simulation.fleet;

import static dev.holdfast.adapter.simulation.fleet.Given.NOW;
import static dev.holdfast.adapter.simulation.fleet.Given.every;
import static dev.holdfast.adapter.simulation.fleet.Given.ours;
import static dev.holdfast.adapter.simulation.fleet.Given.outage;
import static dev.holdfast.adapter.simulation.fleet.Given.policy;
import static dev.holdfast.adapter.simulation.fleet.Given.run;
import static dev.holdfast.adapter.simulation.fleet.Given.scenario;
import static dev.holdfast.adapter.simulation.fleet.Given.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each kind of fault does what it says, to a fleet in which every number can be expected. */
final class StormFaultTest {

  private static final int DEVICES = 100;

  @Test
  void anOutageRefusesEveryAttemptUntilItIsOver() {
    StormResult result = run(scenario(DEVICES, outage(60)), every(7));
    // 7.00, 14.01, 21.02, ...: 7 s after each refusal, which takes 10 ms.
    assertThat(result.attemptsDuringFaults()).isEqualTo(8 * DEVICES);
    assertThat(result.attempts()).isEqualTo(9 * DEVICES);
    assertThat(result.attemptsMax()).isEqualTo(9);
    assertThat(result.wastedAttempts()).isEqualTo(8 * DEVICES);
    assertThat(result.shareAtCap()).isEqualTo(1);
    assertThat(result.peaks()).isEqualTo(new StormResult.Peaks(DEVICES, DEVICES, DEVICES));
    // The ninth begins at 63.08 and is up 10 ms later.
    Duration back = Duration.ofMillis(3_090);
    assertThat(result.back())
        .isEqualTo(
            new StormResult.Back(
                Optional.of(back), Optional.of(back), Optional.of(back), Optional.of(back)));
    assertThat(result.downtime().longest()).isEqualTo(Duration.ofMillis(63_090));
    assertThat(result.seconds().get(0).up()).isZero();
    assertThat(result.seconds().get(62).up()).isZero();
    assertThat(result.seconds().get(63))
        .isEqualTo(new StormResult.Second(DEVICES, DEVICES, 0, DEVICES));
    assertThat(result.simulated()).as("ten seconds of calm").isEqualTo(seconds(73));
    assertThat(result.complete()).isTrue();
  }

  @Test
  void aSilentOutageIsNoticedByHeartbeatsOnly() {
    StormResult result =
        run(scenario(DEVICES, outage(120, LinkEnd.SILENT, Refusal.IGNORED)), every(1));
    // Due within 30 s, and 5 s for the answer.
    assertThat(result.seconds().get(4).up()).isEqualTo(DEVICES);
    assertThat(result.seconds().get(19).up()).isBetween(30, 70);
    assertThat(result.seconds().get(35).up()).isZero();
    assertThat(result.ledger().timedOut()).isGreaterThan(7 * DEVICES);
    assertThat(result.ledger().refused()).isZero();
    assertThat(result.back().all()).isPresent();
  }

  @Test
  void linksOfASilentOutageThatIsSoonOverAreResetAtTheirNextHeartbeat() {
    StormResult result =
        run(scenario(DEVICES, outage(2, LinkEnd.SILENT, Refusal.IGNORED)), every(1));
    assertThat(result.ledger().linksLost()).isEqualTo(DEVICES);
    assertThat(result.ledger().timedOut()).isZero();
    assertThat(result.seconds().get(31).up()).isEqualTo(DEVICES);
    // Nobody is ever down for longer than a delay, a handshake and a round trip.
    assertThat(result.downtime().longest()).isEqualTo(Duration.ofMillis(1_010));
  }

  @Test
  void anOutageThatTurnsDownIsObeyed() {
    StormResult result =
        run(
            scenario(
                DEVICES,
                outage(
                    60, LinkEnd.RESET, Refusal.status(503, Optional.of(Duration.ofSeconds(100))))),
            every(1));
    // One attempt each; then 100 s and up to a tenth of it more.
    assertThat(result.attemptsDuringFaults()).isEqualTo(DEVICES);
    assertThat(result.back().all().orElseThrow()).isBetween(seconds(41), seconds(52));
  }

  @Test
  void aCloseCodeIsJudgedAsTheTableSays() {
    Fault deploy = outage(1, LinkEnd.close(1012), Refusal.REFUSED);
    StormResult spread = run(scenario(1_000, deploy), ours());
    assertThat(IntStream.range(0, 5).map(i -> spread.seconds().get(i).attempts()).sum()).isZero();
    assertThat(spread.peaks().all()).as("spread over 25 s").isBetween(30, 70);
    assertThat(spread.downtime().longest()).isBetween(seconds(28), seconds(31));

    StormResult stop =
        run(scenario(DEVICES, outage(1, LinkEnd.close(1008), Refusal.REFUSED)), ours());
    assertThat(stop.gaveUp()).isEqualTo(DEVICES);
    assertThat(stop.attempts()).isZero();
    assertThat(stop.back().half()).isEmpty();
  }

  @Test
  void whoMayTryThreeTimesGivesUp() {
    ConnectionPolicy three = every(1).policy().toBuilder().maxReconnects(OptionalInt.of(3)).build();
    StormResult result = run(scenario(DEVICES, outage(60)), policy(three));
    assertThat(result.gaveUp()).isEqualTo(DEVICES);
    assertThat(result.attempts()).isEqualTo(3 * DEVICES);
    assertThat(result.back().all()).isEmpty();
  }

  @Test
  void nodesRestartOneAfterTheOther() {
    Scenario rolling =
        scenario(
                DEVICES,
                new Fault.RollingRestart(
                    NOW, 4, seconds(20), seconds(10), LinkEnd.close(1012), NOW))
            .withGateway(new Gateway(4, 0, 0, 0, 0, Refusal.REFUSED));
    StormResult result = run(rolling, ours());
    assertThat(result.recovery()).isEqualTo(seconds(110));
    assertThat(result.seconds().get(0).up()).isEqualTo(75);
    assertThat(result.seconds().get(29).up()).isGreaterThanOrEqualTo(99);
    assertThat(result.seconds().get(30).up()).isLessThan(80);
    // One was just shaking hands with a node that went.
    assertThat(result.ledger().refused()).as("the others take them").isLessThanOrEqualTo(1);
    assertThat(result.back().all()).isPresent();
  }

  @Test
  void aGatewayOfOneNodeIsAwayWhileItRestarts() {
    StormResult result =
        run(
            scenario(
                DEVICES, new Fault.RollingRestart(NOW, 1, seconds(20), NOW, LinkEnd.RESET, NOW)),
            every(7));
    assertThat(result.ledger().refused()).isEqualTo(2 * DEVICES);
    assertThat(result.back().all()).contains(Duration.ofMillis(1_030));
  }

  @Test
  void aFlappingGatewayLetsInAndDrops() {
    Fault flapping = new Fault.Flapping(NOW, seconds(300), Duration.ofMillis(100), LinkEnd.RESET);
    StormResult result = run(scenario(DEVICES, flapping), every(5));
    // A round is 5 s of delay, 10 ms of handshake and 100 ms up.
    assertThat(result.attemptsPerDevice()).isBetween(58.0, 59.0);
    assertThat(result.ledger().refused()).isZero();
    assertThat(result.wastedAttempts()).isZero();
    assertThat(result.ledger().linksLost()).isEqualTo(result.attempts());
    StormResult gated = run(scenario(DEVICES, flapping), ours());
    assertThat(gated.attemptsPerDevice()).as("only a stable link counts").isBetween(15.0, 35.0);
  }

  @Test
  void aPartitionHidesAShareOfTheDevices() {
    StormResult result =
        run(scenario(1_000, new Fault.Partition(NOW, seconds(100), 0.4)), every(1));
    assertThat(result.seconds().get(4).up()).isEqualTo(1_000);
    assertThat(result.seconds().get(40).up()).isBetween(550, 650);
    assertThat(result.seconds().get(99).up()).isEqualTo(result.seconds().get(40).up());
    assertThat(result.ledger().refused()).isZero();
    assertThat(result.ledger().timedOut()).isPositive();
    // A dial that waits is repeated by TCP within its 10 s; else there is a new one a second later.
    assertThat(result.back().all().orElseThrow()).isLessThan(seconds(9));
  }

  @Test
  void aShortPartitionIsNotNoticed() {
    StormResult result = run(scenario(DEVICES, new Fault.Partition(NOW, seconds(4), 1)), every(1));
    assertThat(result.ledger().linksLost()).isZero();
    assertThat(result.attempts()).isZero();
    assertThat(result.back().all()).as("nobody was down").contains(NOW);
  }

  @Test
  void anIdleCutHitsThoseWhoAreSilentForLonger() {
    Fault cut = new Fault.IdleCut(NOW, seconds(120), seconds(25), LinkEnd.RESET);
    StormResult silent = run(scenario(DEVICES, cut), every(1));
    assertThat(silent.ledger().linksLost()).isGreaterThanOrEqualTo(4 * DEVICES);
    ConnectionPolicy lively =
        ConnectionPolicy.builder()
            .heartbeat(new HeartbeatPolicy(true, seconds(20), seconds(5)))
            .build();
    StormResult spared = run(scenario(DEVICES, cut), policy(lively));
    assertThat(spared.ledger().linksLost()).isZero();
    assertThat(spared.attempts()).isZero();
  }

  @Test
  void anIdleCutThatNobodyTellsIsFoundByTheNextHeartbeat() {
    Fault cut = new Fault.IdleCut(NOW, seconds(120), seconds(25), LinkEnd.SILENT);
    StormResult result = run(scenario(DEVICES, cut), every(1));
    assertThat(result.ledger().linksLost()).isGreaterThanOrEqualTo(3 * DEVICES);
    assertThat(result.ledger().timedOut()).isZero();
  }

  @Test
  void lostHeartbeatsEndLinks() {
    Fault all = new Fault.HeartbeatLoss(NOW, seconds(60), 1);
    StormResult result = run(scenario(DEVICES, all), every(1));
    assertThat(result.ledger().linksLost()).isBetween((long) DEVICES, 2L * DEVICES);
    Fault none = new Fault.HeartbeatLoss(NOW, seconds(60), 0);
    assertThat(run(scenario(DEVICES, none), every(1)).ledger().linksLost()).isZero();
    Fault some = new Fault.HeartbeatLoss(NOW, seconds(300), 0.1);
    // Ten heartbeats each, of which one in ten ends a link.
    assertThat(run(scenario(1_000, some), every(1)).ledger().linksLost()).isBetween(800L, 1_200L);
  }

  @Test
  void aFrozenGatewayTakesConnectionsAndAnswersNothing() {
    StormResult result =
        run(scenario(DEVICES, new Fault.Freeze(NOW, seconds(100), false)), every(1));
    assertThat(result.seconds().get(36).up()).isZero();
    assertThat(result.ledger().refused()).isZero();
    assertThat(result.ledger().timedOut()).isGreaterThan(5 * DEVICES);
    // What waits is answered at once; the others had just given up, and try again a second later.
    assertThat(result.back().all().orElseThrow()).isLessThan(Duration.ofMillis(1_100));
  }

  @Test
  void aShortFreezeIsNotNoticed() {
    StormResult result = run(scenario(DEVICES, new Fault.Freeze(NOW, seconds(4), false)), every(1));
    assertThat(result.ledger().linksLost()).isZero();
  }

  @Test
  void aFrozenGatewayThatDiesResetsEverything() {
    StormResult result = run(scenario(DEVICES, new Fault.Freeze(NOW, seconds(4), true)), every(1));
    assertThat(result.ledger().linksLost()).isEqualTo(DEVICES);
    assertThat(result.downtime().longest()).isEqualTo(Duration.ofMillis(1_010));
  }

  @Test
  void aColdStartSwitchesEverybodyOn() {
    StormResult result = run(scenario(1_000, new Fault.ColdStart(NOW, seconds(4))), ours());
    assertThat(result.recovery()).isZero();
    assertThat(result.attempts()).isEqualTo(1_000);
    assertThat(result.peaks().recovery()).isBetween(200, 300);
    assertThat(result.back().all().orElseThrow()).isBetween(seconds(3), Duration.ofMillis(4_010));
    assertThat(result.attemptsMax()).isEqualTo(1);
    assertThat(result.attemptsDuringFaults()).as("nothing is before recovery").isZero();
    assertThat(result.reachableFromTheStart()).isTrue();
    assertThat(result.attemptsPerDevice()).isEqualTo(result.attempts() / 1_000.0).isPositive();
  }

  @Test
  void aSlowRecoveryLetsInMoreAndMore() {
    Fault slow =
        new Fault.Outage(
            NOW,
            seconds(10),
            LinkEnd.RESET,
            seconds(1),
            Refusal.REFUSED,
            Optional.of(new Fault.Ramp(10, 90, seconds(40))));
    StormResult result = run(scenario(1_000, slow), every(1));
    List<StormResult.Second> seconds = result.seconds();
    assertThat(IntStream.range(10, 30).map(i -> seconds.get(i).accepted()).sum())
        .as("20 s at 10 to 50 a second")
        .isBetween(560, 640);
    assertThat(seconds.get(12).accepted()).isLessThan(25);
  }

  @Test
  void aPlannedRotationIsNoLoss() {
    ConnectionPolicy rotating =
        ConnectionPolicy.builder().maxLifetime(Optional.of(seconds(60))).build();
    StormResult result =
        run(scenario(DEVICES, new Fault.HeartbeatLoss(NOW, seconds(120), 0)), policy(rotating));
    // The first when it is 54 to 60 s old, which it is within the first minute; then one a minute.
    assertThat(result.attemptsDuringFaults()).isBetween(2L * DEVICES, 3L * DEVICES);
    assertThat(result.ledger().linksLost()).isZero();
    assertThat(result.wastedAttempts()).isLessThanOrEqualTo(1);
  }
}
