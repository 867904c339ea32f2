package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.application.port.in.ReloadUseCase;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigProblem;
import dev.holdfast.bootstrap.config.LoadedConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again and lets the connections become what it says. Any thread. */
public final class Reload implements ReloadUseCase {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.connections");

  /** Reads the configuration as it is written now. Blocks. */
  @FunctionalInterface
  public interface Source {

    /**
     * Reads it.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    LoadedConfig load() throws ConfigException;
  }

  private final Source source;
  private final Supervisor supervisor;
  private final Consumer<LoadedConfig> before;
  private final Milestones milestones;
  private final Executor thread;
  private volatile LoadedConfig current;

  /**
   * With a configuration that is in force.
   *
   * @param current that one
   * @param source reads the next one
   * @param supervisor of the connections
   * @param before told of a configuration that is in order, before anything is made of it: secrets
   *     must be known before they can be printed
   * @param milestones told when it begins and ends
   * @param thread where it is read; one task at a time
   */
  public Reload(
      LoadedConfig current,
      Source source,
      Supervisor supervisor,
      Consumer<LoadedConfig> before,
      Milestones milestones,
      Executor thread) {
    this.current = current;
    this.source = source;
    this.supervisor = supervisor;
    this.before = before;
    this.milestones = milestones;
    this.thread = thread;
  }

  /** What is in force. */
  public LoadedConfig current() {
    return current;
  }

  @Override
  public CompletionStage<ReloadOutcome> reload() {
    return CompletableFuture.supplyAsync(this::now, thread);
  }

  private ReloadOutcome now() {
    boolean done = false;
    milestones.reloading();
    try {
      ReloadOutcome outcome = read();
      done = outcome instanceof ReloadOutcome.Done;
      tell(outcome);
      return outcome;
    } finally {
      milestones.reloaded(done);
    }
  }

  private ReloadOutcome read() {
    try {
      LoadedConfig loaded = source.load();
      before.accept(loaded);
      loaded.warnings().forEach(LOG::warn);
      ReloadOutcome outcome = supervisor.reload(loaded.config());
      if (outcome instanceof ReloadOutcome.Done) {
        current = loaded;
      }
      return outcome;
    } catch (ConfigException e) {
      return new ReloadOutcome.Refused(e.problems().stream().map(ConfigProblem::text).toList());
    }
  }

  private static void tell(ReloadOutcome outcome) {
    if (outcome instanceof ReloadOutcome.Refused refused) {
      LOG.error("Configuration not reloaded, nothing was changed:");
      refused.problems().forEach(problem -> LOG.error("  {}", problem));
    } else if (outcome instanceof ReloadOutcome.Done done) {
      LOG.info(
          "Configuration reloaded: {} added, {} changed, {} replaced, {} removed, {} unchanged",
          done.added().size(),
          done.changed().size(),
          done.replaced().size(),
          done.removed().size(),
          done.unchanged());
      done.failed().forEach(failure -> LOG.error("Not made: {}", failure));
      tellWhatWaits(done.afterRestart());
    }
  }

  private static void tellWhatWaits(List<String> settings) {
    if (!settings.isEmpty()) {
      LOG.warn("Takes effect at the next start: {}", String.join(", ", settings));
    }
  }
}
