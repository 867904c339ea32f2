package dev.holdfast.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.crash.Given.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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

  private static final int KILLS = Integer.getInteger("holdfast.kills", 20);
  private static final long SEED = Long.getLong("holdfast.seed", 20_261_126L);
  private static final int FEW_KILLS = Math.max(6, KILLS / 3);

  /** As long as a machine may take that has a lot else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int RUNS_MAX = 4;

  @Test
  void whatWasPromisedHoldsWhoeverIsKilled() throws Exception {
    Report report = run(KILLS).run();
    holds(report);
    assertThat(report.told(Told.ANSWERED)).isPositive();
    assertThat(report.acknowledged()).isPositive();
  }

  @Test
  void whatTheOperatingSystemHasArrivesThoughTheDaemonIsKilled() throws Exception {
    holds(run(Math.max(1, KILLS / 3)).withSilentGateway().run());
  }

  @Test
  void aGatewayThatBreaksItsPromisesIsFound() throws Exception {
    areFound(
        CrashRun::withBadGateway,
        "what was accepted arrives: ",
        "what is answered was done: ",
        "a command is done once at most: ",
        "notifications keep their order: ",
        "what is acknowledged is in the sink: ");
  }

  @Test
  void aDaemonThatKeepsNothingIsFound() throws Exception {
    areFound(CrashRun::withBadDaemon, "what was accepted arrives: ");
  }

  /** Not each kill meets each weakness: what one run has not found, the next one may. */
  private static void areFound(UnaryOperator<CrashRun> broken, String... promises)
      throws Exception {
    Set<String> missing = new TreeSet<>(List.of(promises));
    String latest = "";
    for (int i = 0; i < RUNS_MAX && !missing.isEmpty(); i++) {
      Report report = broken.apply(new CrashRun(home(), FEW_KILLS, SEED + i, PATIENCE)).run();
      missing.removeIf(
          promise -> report.broken().stream().anyMatch(each -> each.startsWith(promise)));
      latest = report.text();
      Folders.delete(report.folder());
    }
    assertThat(missing).as(latest).isEmpty();
  }

  /** A slow machine kills less often, but once at least. */
  private static CrashRun run(int kills) {
    return new CrashRun(home(), kills, SEED, Duration.ofSeconds(Math.max(10, kills * 3L / 2)));
  }

  private static Path home() {
    return Path.of(System.getProperty("holdfast.home"));
  }

  private static void holds(Report report) {
    System.out.println(report.text());
    assertThat(report.broken()).as(report.text()).isEmpty();
    assertThat(report.rounds()).isPositive();
    assertThat(report.count(Sent::accepted)).isPositive();
  }
}
