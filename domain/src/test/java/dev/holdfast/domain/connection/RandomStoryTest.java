package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.testing.RecordedEffects;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Properties that hold in every story, sensible or not. A failure names its seed. */
final class RandomStoryTest {

  private static final int SEEDS = 3_000;
  private static final int EVENTS = 200;

  @Test
  void invariantsHoldInEveryStory() {
    StoryTally tally = new StoryTally();
    for (long seed = 0; seed < SEEDS; seed++) {
      tell(seed, tally);
    }
    // What hardly ever came up was not tested.
    for (StoryTally.Sight sight : StoryTally.Sight.values()) {
      assertThat(tally.counts().getOrDefault(sight, 0)).as(sight.name()).isGreaterThan(SEEDS / 100);
    }
  }

  @Test
  void sameSeedTellsTheSameStory() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(effects(seed)).as("seed " + seed).isNotEmpty().isEqualTo(effects(seed));
    }
    assertThat(effects(1)).isNotEqualTo(effects(2));
  }

  private static List<String> effects(long seed) {
    RecordedEffects recorded = new RecordedEffects();
    tell(seed, recorded);
    return recorded.take();
  }

  private static void tell(long seed, Effects effects) {
    try {
      new RandomStory(seed, effects).tell(EVENTS);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }
}
