package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what happens to a fleet. */
final class ScenarioOptions {

  private static final String DEFAULT = "outage";

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description =
          "The name of a scenario (see --list), or a YAML file of your own. Default: outage.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many devices, up to 10000000. Default: as the scenario says.")
  private Optional<Integer> devices = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides everything that is drawn. Default: as the scenario says.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = TimeWithUnit.class,
      description =
          "How long to simulate at most, such as 30m, from the first fault on. Default: as the"
              + " scenario says.")
  private Optional<Duration> duration = Optional.empty();

  /** Whether anything was asked for. */
  boolean given() {
    return scenario.isPresent() || devices.isPresent() || seed.isPresent() || duration.isPresent();
  }

  /**
   * The scenario.
   *
   * @throws ScenarioException if there is none of that name, or the file is wrong
   * @throws UsageException if a number is out of its range
   */
  Scenario scenario() throws ScenarioException, UsageException {
    Scenario found = find(scenario.orElse(DEFAULT));
    try {
      if (devices.isPresent()) {
        found = found.withDevices(devices.get());
      }
      if (seed.isPresent()) {
        found = found.withSeed(seed.get());
      }
      return duration.isPresent() ? found.withDuration(duration.get()) : found;
    } catch (IllegalArgumentException e) {
      // The record names the component, which is the name of the option.
      throw new UsageException("--" + e.getMessage());
    }
  }

  private static Scenario find(String text) throws ScenarioException {
    boolean file =
        !Scenarios.names().contains(text)
            && (text.contains("/") || text.contains(".") || Files.exists(Path.of(text)));
    return file ? Scenarios.read(Path.of(text)) : Scenarios.named(text);
  }
}
