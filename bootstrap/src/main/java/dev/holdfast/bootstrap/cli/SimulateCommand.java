package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.adapter.simulation.replay.RecordingException;
import dev.holdfast.adapter.simulation.replay.Replay;
import dev.holdfast.adapter.simulation.report.Requirement;
import dev.holdfast.adapter.simulation.report.RequirementException;
import dev.holdfast.adapter.simulation.report.StormReport;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.simulate.OutputFileException;
import dev.holdfast.bootstrap.simulate.ReportFiles;
import dev.holdfast.bootstrap.simulate.StormSession;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code holdfast simulate}: what a fleet does to its gateway, and recordings gone through again.
 */
@Command(
    name = "simulate",
    description = {
      "Simulates a fleet of devices in a scenario such as an outage, as fast as it can, and says what"
          + " its policy does to the gateway; several policies side by side.",
      "With --config the policy of a real configuration: what will this do to my gateway?",
      "Exit code 0, or 5 if an --assert does not hold or a --replay is different, 130 if it was ended"
          + " early."
    },
    subcommands = {SimulateWorldsCommand.class, SimulateStatesCommand.class},
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final Path folder;
  private final Consumer<Runnable> signals;

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ScenarioOptions scenarioOptions = new ScenarioOptions();

  @Mixin private final ReportOptions reportOptions = new ReportOptions();

  @Option(
      names = {"--policy", "--policies"},
      paramLabel = "NAME",
      split = ",",
      description =
          "A policy to simulate; more than once, or several with commas, for several side by side."
              + " all for all there are, configuration for that of the environment. Default:"
              + " holdfast.")
  private final List<String> policies = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Simulate the policy of this configuration, beside the default one.")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "A file of variables for it. Default: .env, if any.")
  private Optional<Path> envFile = Optional.empty();

  @Option(
      names = "--assert",
      paramLabel = "EXPR",
      description =
          "What must hold for each policy that you name, such as 'peak<=2000/s' or 't99<=60s'; more"
              + " than once for more. Metrics: peak, peak-first, peak-during, peak-recovery (/s);"
              + " t50, t90, t99, t100 (time until so many %% are back); attempts (of a device);"
              + " wasted, at-cap (%%); gave-up (devices).")
  private final List<String> assertions = new ArrayList<>();

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Go through a recording of run --record again instead; exit code 5 if the machine of today"
              + " does something else.")
  private Optional<Path> replay = Optional.empty();

  @Option(names = "--list", description = "Print the scenarios and the policies that there are.")
  private boolean list;

  /** The command with the environment and the working directory of the process. */
  SimulateCommand() {
    this(System.getenv(), Path.of(""), Terminal::onSignal);
  }

  /** The same with a way to end a run early: it is told what to do then. */
  SimulateCommand(Map<String, String> environment, Path folder, Consumer<Runnable> signals) {
    this.environment = environment;
    this.folder = folder;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      ExitCode code = act(spec.commandLine().getOut(), err);
      return code.status();
    } catch (UsageException
        | ConfigException
        | ScenarioException
        | RecordingException
        | RequirementException
        | OutputFileException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE.status();
    } finally {
      spec.commandLine().getOut().flush();
      err.flush();
    }
  }

  private ExitCode act(PrintWriter out, PrintWriter err)
      throws UsageException,
          ConfigException,
          ScenarioException,
          RecordingException,
          RequirementException,
          OutputFileException {
    if (list) {
      list(out);
      return ExitCode.STOPPED;
    }
    if (replay.isPresent()) {
      if (scenarioOptions.given() || !policies.isEmpty() || !assertions.isEmpty()) {
        throw new UsageException("--replay goes alone: what happens is in the recording");
      }
      Replay.Result result = Replay.of(replay.get());
      out.println(result.report());
      return result.difference().isPresent() ? ExitCode.NOT_MET : ExitCode.STOPPED;
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String assertion : assertions) {
      requirements.add(Requirement.parse(assertion));
    }
    Scenario scenario = scenarioOptions.scenario();
    ConfigRequest request =
        ConfigRequest.of(environment, folder).withConfigFile(configFile).withEnvFile(envFile);
    SimulatedPolicies.Choice choice =
        new SimulatedPolicies(request, configFile.isPresent() || envFile.isPresent())
            .choose(policies);
    StormSession session = new StormSession(scenario, choice.policies(), Terminal.progress());
    signals.accept(session::stop);
    ReportFiles files = reportOptions.open();
    List<StormResult> results = session.run();
    if (!results.isEmpty()) {
      StormReport report = StormReport.of(scenario, results);
      out.print(report.table());
      files.write(report);
    }
    if (session.stopped()) {
      err.printf(
          "Ended early: %d of %d policies simulated%n", results.size(), choice.policies().size());
      return ExitCode.INTERRUPTED;
    }
    return check(requirements, results, choice, err);
  }

  private static ExitCode check(
      List<Requirement> requirements,
      List<StormResult> results,
      SimulatedPolicies.Choice choice,
      PrintWriter err) {
    ExitCode code = ExitCode.STOPPED;
    for (StormResult result : results) {
      for (Requirement requirement : requirements) {
        Optional<String> failure =
            choice.required().contains(result.policy().name())
                ? requirement.failureOf(result)
                : Optional.empty();
        if (failure.isPresent()) {
          err.println(failure.get());
          code = ExitCode.NOT_MET;
        }
      }
    }
    return code;
  }

  private static void list(PrintWriter out) throws ScenarioException {
    out.println("Scenarios");
    for (String name : Scenarios.names()) {
      row(out, name, Scenarios.named(name).description());
    }
    out.println();
    out.println("Policies");
    Presets.all().forEach(policy -> row(out, policy.name(), policy.title()));
    row(out, SimulatedPolicies.CONFIGURATION, "Your configuration: --config, variables");
  }

  private static void row(PrintWriter out, String name, String text) {
    out.printf("  %-24s %s%n", name, text);
  }
}
