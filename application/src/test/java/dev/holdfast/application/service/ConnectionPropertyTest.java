package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.LogCapture;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The promises, over thousands of lives drawn from seeds. A failure names its seed; {@code
 * -Dholdfast.seed=N} lives that one again, {@code -Dholdfast.seeds=N} sets how many are lived.
 */
final class ConnectionPropertyTest {

  private static final int TAIL = 30;
  private static final int SEEDS = Integer.getInteger("holdfast.seeds", 2_000);

  @Test
  void promisesHoldWhateverHappens() {
    Long only = Long.getLong("holdfast.seed");
    try (LogCapture log = new LogCapture()) {
      for (long seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
        live(seed, log);
      }
    }
  }

  @Test
  void theSameSeedLeavesTheSameLog() {
    try (LogCapture log = new LogCapture()) {
      for (long seed = 0; seed < 100; seed++) {
        List<String> first = live(seed, log);
        assertThat(live(seed, log)).as("the log of seed " + seed).isEqualTo(first);
        assertThat(first).isNotEmpty();
      }
    }
  }

  private static List<String> live(long seed, LogCapture log) {
    SeededRun run = new SeededRun(seed, log);
    try {
      run.live();
      return run.story();
    } catch (RuntimeException | Error e) {
      List<String> story = run.story();
      throw new AssertionError(
          String.format(
              "seed %d breaks a promise: %s%nLive it again with: mvn -pl application -am test"
                  + " -Dtest=ConnectionPropertyTest -Dholdfast.seed=%d%nIts end:%n%s",
              seed,
              e.getMessage(),
              seed,
              String.join("\n", story.subList(Math.max(0, story.size() - TAIL), story.size()))),
          e);
    }
  }
}
