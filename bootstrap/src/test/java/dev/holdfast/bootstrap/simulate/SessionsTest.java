package dev.holdfast.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long runs that say how far they are, and that can be ended early. */
class SessionsTest {

  /** Notes what it is told, and does something at a certain point. */
  private static final class Told implements Progress {
    private final List<Double> shares = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int ends;
    private Runnable action = () -> {};
    private double at = Double.POSITIVE_INFINITY;

    @Override
    public void at(double share, String what) {
      shares.add(share);
      words.add(what);
      if (share >= at) {
        at = Double.POSITIVE_INFINITY;
        action.run();
      }
    }

    @Override
    public void end() {
      ends++;
    }
  }

  private final Told told = new Told();

  @Test
  void policiesAreSimulatedOneAfterTheOther() throws Exception {
    StormSession session = storm();
    List<StormResult> results = session.run();
    assertThat(results).extracting(result -> result.policy().name()).containsExactly("ably", "jda");
    assertThat(results).allMatch(StormResult::complete);
    assertThat(session.stopped()).isFalse();
    assertThat(told.shares).isSorted().allMatch(share -> share > 0 && share <= 1);
    assertThat(told.words).contains("Ably (JS, Java)", "JDA (Discord, Java)");
    assertThat(told.ends).isPositive();
  }

  @Test
  void whatThereIsOfAStormThatWasStoppedIsTheResult() throws Exception {
    StormSession session = storm();
    told.at = 0.1;
    told.action = session::stop;
    List<StormResult> results = session.run();
    assertThat(session.stopped()).isTrue();
    assertThat(results).hasSize(1);
    assertThat(results.get(0).complete()).isFalse();
    assertThat(results.get(0).attempts()).isPositive();
  }

  @Test
  void worldsAreLivedSeedBySeed() {
    List<String> failures = new ArrayList<>();
    WorldsSession session = new WorldsSession(3, 4, told);
    WorldsSession.Outcome outcome = session.run(failures::add);
    assertThat(outcome.worlds()).isEqualTo(4);
    assertThat(outcome.broken()).isZero();
    assertThat(outcome.checks()).isGreaterThan(100);
    assertThat(failures).isEmpty();
    assertThat(told.shares).containsExactly(0.25, 0.5, 0.75, 1.0);
    assertThat(told.words).contains("2 of 4 worlds");
  }

  @Test
  void worldsThatWereNotLivedAreNotCounted() {
    WorldsSession session = new WorldsSession(0, 100, told);
    told.at = 0.02;
    told.action = session::stop;
    assertThat(session.run(failure -> {}).worlds()).isEqualTo(2);
    assertThat(session.stopped()).isTrue();
  }

  private StormSession storm() throws Exception {
    Scenario scenario = Scenarios.named("outage").withDevices(50);
    return new StormSession(
        scenario,
        List.of(Presets.named("ably").orElseThrow(), Presets.named("jda").orElseThrow()),
        told);
  }
}
