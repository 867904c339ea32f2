package dev.holdfast.adapter.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every promise can be seen to break: a bug of its kind is found within a few hundred worlds. */
final class PlantedBugsTest {

  private static final int SEEDS = 400;

  private Quiet quiet;

  @BeforeEach
  void hush() {
    quiet = new Quiet();
  }

  @AfterEach
  void speakAgain() {
    quiet.close();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBugOfEveryKindIsFound(PlantedBug bug) {
    Optional<WorldRun.Outcome> found = firstFailure(bug);

    assertThat(found).as("a world that breaks: " + bug.breaks().words()).isPresent();
    WorldRun.Outcome outcome = found.get();
    assertThat(WorldRun.of(outcome.seed()).with(bug).run())
        .as("the same failure from the same seed")
        .isEqualTo(outcome);
    assertThat(WorldRun.of(outcome.seed()).run().failure()).as("without the bug").isEmpty();
    assertThat(outcome.report())
        .contains("seed " + outcome.seed())
        .contains("step " + outcome.failure().orElseThrow().step())
        .contains(bug.breaks().words())
        .endsWith("holdfast simulate worlds --seed " + outcome.seed() + " --verbose");
  }

  private static Stream<PlantedBug> bugs() {
    return Stream.concat(Stream.of(PlantedBugs.values()), Stream.of(PlantedMessageBugs.values()));
  }

  private static Optional<WorldRun.Outcome> firstFailure(PlantedBug bug) {
    for (long seed = 0; seed < SEEDS; seed++) {
      WorldRun.Outcome outcome = WorldRun.of(seed).with(bug).run();
      if (outcome.failure().map(broken -> broken.promise() == bug.breaks()).orElse(false)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  @Test
  void thereIsABugForEveryPromise() {
    Set<Promise> broken = EnumSet.noneOf(Promise.class);
    bugs().map(PlantedBug::breaks).forEach(broken::add);
    assertThat(broken).containsExactlyInAnyOrder(Promise.values());
  }
}
