package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.simulation.world.WorldRun;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.simulate.WorldsSession;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast simulate worlds}: the whole application under faults, seed by seed. */
@Command(
    name = "worlds",
    description = {
      "Lives the whole application under faults in virtual time, one world for each seed, and checks"
          + " every promise at every step.",
      "Exit code 5 if a promise was broken; its seed, its step, the last events and the command that"
          + " lives it again are printed."
    },
    mixinStandardHelpOptions = true)
final class SimulateWorldsCommand implements Callable<Integer> {

  private static final int SEEDS_DEFAULT = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many worlds. Default: 1000, or 1 with --seed.")
  private Optional<Integer> seeds = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the first world; the others follow it. Default: 0.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--verbose",
      description = "Tell everything that happens in the world of --seed; for one world only.")
  private boolean verbose;

  @Override
  public Integer call() {
    int number = seeds.orElse(seed.isPresent() ? 1 : SEEDS_DEFAULT);
    if (number < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds must be at least 1 but was " + number);
    }
    if (verbose && number != 1) {
      throw new ParameterException(
          spec.commandLine(), "--verbose is for one world: give its --seed, and no --seeds");
    }
    PrintWriter out = spec.commandLine().getOut();
    ExitCode code = verbose ? tell(seed.orElse(0L), out) : live(seed.orElse(0L), number, out);
    out.flush();
    return code.status();
  }

  private static ExitCode tell(long seed, PrintWriter out) {
    Terminal.silence();
    WorldRun.Outcome outcome = WorldRun.of(seed).verbose(out::println).run();
    out.println(outcome.report());
    return outcome.failure().isPresent() ? ExitCode.NOT_MET : ExitCode.STOPPED;
  }

  private static ExitCode live(long seed, int number, PrintWriter out) {
    WorldsSession session = new WorldsSession(seed, number, Terminal.progress());
    Terminal.onSignal(session::stop);
    WorldsSession.Outcome outcome =
        session.run(
            report -> {
              out.println(report);
              out.println();
              out.flush();
            });
    out.printf(
        "%,d worlds from seed %d%s, %,d checks: %s%n",
        outcome.worlds(),
        seed,
        session.stopped() ? ", ended early" : "",
        outcome.checks(),
        outcome.broken() == 0
            ? "every promise kept"
            : String.format("%,d broke a promise", outcome.broken()));
    if (outcome.broken() > 0) {
      return ExitCode.NOT_MET;
    }
    return session.stopped() ? ExitCode.INTERRUPTED : ExitCode.STOPPED;
  }
}
