package dev.holdfast.bootstrap.simulate;

import dev.holdfast.adapter.simulation.world.WorldRun;
import java.util.function.Consumer;

/** Many worlds, one after the other, seed by seed. */
public final class WorldsSession {

  private final long firstSeed;
  private final int seeds;
  private final Progress progress;
  private volatile boolean stopping;

  /**
   * A session that has not begun.
   *
   * @param firstSeed the seed of the first world; the others follow it
   * @param seeds how many worlds
   * @param progress is told how far it is
   */
  public WorldsSession(long firstSeed, int seeds, Progress progress) {
    this.firstSeed = firstSeed;
    this.seeds = seeds;
    this.progress = progress;
  }

  /**
   * What came of them.
   *
   * @param worlds how many were lived
   * @param broken how many of them broke a promise
   * @param checks how often all promises were checked
   */
  public record Outcome(int worlds, int broken, long checks) {}

  /**
   * Lives them, on the calling thread.
   *
   * @param failures gets the report on each world that breaks a promise, as soon as it is known
   */
  public Outcome run(Consumer<String> failures) {
    int lived = 0;
    int broken = 0;
    long checks = 0;
    while (lived < seeds && !stopping) {
      WorldRun.Outcome outcome = WorldRun.of(firstSeed + lived).run();
      lived++;
      checks += outcome.checks();
      if (outcome.failure().isPresent()) {
        broken++;
        progress.end();
        failures.accept(outcome.report());
      }
      progress.at((double) lived / seeds, lived + " of " + seeds + " worlds");
    }
    progress.end();
    return new Outcome(lived, broken, checks);
  }

  /** Ends it after the world that is being lived. Any thread. */
  public void stop() {
    stopping = true;
  }

  /** Whether somebody ended it early. */
  public boolean stopped() {
    return stopping;
  }
}
