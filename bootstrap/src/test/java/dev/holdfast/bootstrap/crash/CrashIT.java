package dev.holdfast.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.crash.CrashGateway.Habit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A short crash test. More rounds, or the same ones again: {@code -Dholdfast.kills=2000
 * -Dholdfast.seed=7}; without Maven, {@link CrashRun}.
 */
@Isolated("it measures nothing, but takes all of the machine that it gets")
@Timeout(3600)
final class CrashIT {

  private static final int KILLS = Integer.getInteger("holdfast.kills", 25);
  private static final long SEED = Long.getLong("holdfast.seed", 20_261_126L);

  @Test
  void whatWasPromisedHoldsWhoeverIsKilled() throws Exception {
    holds(run(KILLS).run());
  }

  @Test
  void whatTheOperatingSystemHasArrivesThoughTheDaemonIsKilled() throws Exception {
    holds(run(Math.max(1, KILLS / 3)).withSilentGateway().run());
  }

  @Test
  void aGatewayThatBreaksItsPromiseIsFound() throws Exception {
    Report report = run(Math.max(3, KILLS / 5)).withGatewayThat(Habit.ACKNOWLEDGES_EARLY).run();
    assertThat(report.broken())
        .as(report.text())
        .anyMatch(broken -> broken.startsWith("what was accepted arrives: "));
    Folders.delete(report.folder());
  }

  /** A slow machine kills less often, but once at least. */
  private static CrashRun run(int kills) {
    Path home = Path.of(System.getProperty("holdfast.home"));
    Duration within = Duration.ofSeconds(Math.max(10, kills * 3L / 2));
    return new CrashRun(home, kills, SEED, within);
  }

  private static void holds(Report report) {
    System.out.println(report.text());
    assertThat(report.broken()).as(report.text()).isEmpty();
    assertThat(report.rounds()).isPositive();
    assertThat(report.count(Sent::accepted)).isPositive();
  }
}
