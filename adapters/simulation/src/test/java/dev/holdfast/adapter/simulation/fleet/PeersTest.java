package dev.holdfast.adapter.simulation.fleet;

import static dev.holdfast.adapter.simulation.fleet.Given.NOW;
import static dev.holdfast.adapter.simulation.fleet.Given.run;
import static dev.holdfast.adapter.simulation.fleet.Given.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Network;
import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The storm against figures that another, independent simulation gave for the same formulas: 10,000
 * clients lose the server within 0.2 s, it refuses for 300 s, then accepts.
 *
 * <p>Each of those figures is of one seed, and rounded. So the mean of five seeds here may differ
 * by one and a half times what lies between the lowest and the highest of the five (some 3.5
 * standard deviations), or by the rounding. A number of clients scatters by its square root, and
 * five of them by about twice that, even where these five happen to lie closer: "textbook" and
 * "bounded" are the same up to their peak, for which the other simulation has 1,967 and 1,876.
 *
 * <p>What had to be found out about the other simulation to compare like with like:
 *
 * <ul>
 *   <li>Nothing takes time on the way: with a round trip of 10 ms clients with a delay of exactly 5
 *       s drift through the seconds, and socket.io's peak at recovery falls by 5 %.
 *   <li>Attempts are those per client until it is back, so one more than fail in the outage.
 *   <li>The share of delays at the cap leaves out the first minute, in which they grow: AWS has 56
 *       % then, and 16 % if all are counted; the textbook's decorrelated jitter 26 % (there 25 %)
 *       and 13 %.
 *   <li>centrifuge has 33.45 attempts here and 34 there, which is 0.05 more than rounding explains;
 *       its peaks and times agree. Attempts may therefore differ by one.
 * </ul>
 */
final class PeersTest {

  private static final int SEEDS = 5;
  private static final int GROWING = 60;
  private static final int OUTAGE = 300;

  /** Counts delays, and those at the cap, once they have grown. */
  private static final class Counted implements BackoffPolicy {

    private final BackoffPolicy backoff;
    private boolean counts;
    private int delays;
    private int atCap;

    Counted(BackoffPolicy backoff) {
      this.backoff = backoff;
    }

    @Override
    public long delayNanos(int failures, long previousNanos, double random) {
      long delay = backoff.delayNanos(failures, previousNanos, random);
      if (counts) {
        delays++;
        atCap += delay == capNanos() ? 1 : 0;
      }
      return delay;
    }

    @Override
    public long baseNanos() {
      return backoff.baseNanos();
    }

    @Override
    public long capNanos() {
      return backoff.capNanos();
    }
  }

  private record Run(StormResult result, double percentAtCap) {}

  @ParameterizedTest
  @CsvSource({
    // name, attempts, peak after 10 s, peak at recovery, 50 % and 99 % back, % at the cap
    "reconnecting-websocket, 33, 2372, 1304, 6, 10, 100",
    "socket.io, 62, 3088, 3088, 2, 5, 100",
    "centrifuge, 34, 1655, 968, 6, 18, 2",
    "grpc-java, 12, 3377, 198, 91, 137, 0",
    "aws-crt, 10, 1517, 112, 59, 119, 56",
    "azure-iot, 36, 3951, 3951, 3, 4, 100",
    "hivemq, 9, 2474, 161, 67, 125, 0",
    "paho, 9, 10000, 10000, 83, 83, -1",
    "jda, 8, 10000, 10000, 210, 210, -1",
    "textbook decorrelated, 17, 1967, 293, 22, 59, 25",
    "bounded decorrelated, 21, 1876, 502, 14, 52, 0",
    "full jitter, 16, 1528, 356, 18, 54, 0",
  })
  void theFiguresAreThoseOfAnotherSimulation(
      String name, int attempts, int peak, int recovery, int half, int nearlyAll, int atCap)
      throws ScenarioException {
    List<Run> runs = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      runs.add(outage(name, seed));
    }
    agree(runs, "attempts", run -> (double) run.result.attempts() / 10_000, attempts, 1);
    agree(runs, "peak after 10 s", run -> run.result.peaks().during(), peak, 3 * Math.sqrt(peak));
    agree(
        runs,
        "peak at recovery",
        run -> run.result.peaks().recovery(),
        recovery,
        3 * Math.sqrt(recovery));
    agree(runs, "50 % back", run -> inSeconds(run.result.back().half()), half, 1);
    agree(runs, "99 % back", run -> inSeconds(run.result.back().nearlyAll()), nearlyAll, 1);
    if (atCap >= 0) {
      agree(runs, "at the cap", run -> run.percentAtCap, atCap, 1);
    }
  }

  /**
   * A server that accepts and closes after 100 ms, for 300 s: connects per client. There, too,
   * nothing takes time on the way, and everybody begins at once.
   */
  @ParameterizedTest
  @CsvSource({
    "socket.io, 0, 268",
    "centrifuge, 0, 357",
    "grpc-java, 0, 275",
    "hivemq, 0, 274",
    "textbook decorrelated, 10, 15",
  })
  void soAreThoseOfAFlappingServer(String name, int stableAfter, int connects) {
    Fault flapping =
        new Fault.Flapping(NOW, Duration.ofSeconds(OUTAGE), Duration.ofMillis(100), LinkEnd.RESET);
    Scenario scenario = scenario(1_000, flapping).withNetwork(immediate());
    StormResult result =
        run(scenario, policy(Peers.backoff(name), Duration.ofSeconds(stableAfter)));
    assertThat(result.attemptsPerDevice()).isCloseTo(connects, within(1 + 0.02 * connects));
  }

  private static Run outage(String name, int seed) throws ScenarioException {
    Counted backoff = new Counted(Peers.backoff(name));
    StormResult result =
        Storm.run(
            Scenarios.named("outage").withSeed(seed).withNetwork(immediate()),
            policy(backoff, Duration.ofSeconds(5)),
            (now, end) -> {
              long second = now / Tally.NANOS_PER_SECOND;
              backoff.counts = second >= GROWING && second < OUTAGE;
              return true;
            });
    return new Run(result, 100.0 * backoff.atCap / backoff.delays);
  }

  private static void agree(
      List<Run> runs, String what, ToDoubleFunction<Run> figure, double there, double atLeast) {
    DoubleSummaryStatistics here = runs.stream().mapToDouble(figure).summaryStatistics();
    double scatter = 1.5 * (here.getMax() - here.getMin());
    assertThat(here.getAverage())
        .as("%s, here %s", what, here)
        .isCloseTo(there, within(Math.max(scatter, atLeast)));
  }

  private static double inSeconds(Optional<Duration> time) {
    return time.orElseThrow().toMillis() / 1_000.0;
  }

  private static Network immediate() {
    return new Network(Spread.exactly(Duration.ZERO), Spread.exactly(Duration.ZERO), 0);
  }

  private static FleetPolicy policy(BackoffPolicy backoff, Duration stableAfter) {
    return Given.policy(
        ConnectionPolicy.builder()
            .backoff(backoff)
            .heartbeat(HeartbeatPolicy.off())
            .stableAfter(stableAfter)
            .build());
  }
}
