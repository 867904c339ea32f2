package dev.holdfast.adapter.simulation.scenario;

import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Network;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the text of a file into a scenario, or into all that is wrong with it. */
final class ScenarioReader {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Problems problems;

  private ScenarioReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads one.
   *
   * @param file its name, for the text of problems
   * @throws ScenarioException with all problems
   */
  static Scenario read(String file, String text) throws ScenarioException {
    Problems problems = new Problems(file);
    Section root = new Section("", Yaml.read(text, problems), problems);
    Optional<Scenario> scenario = new ScenarioReader(problems).scenario(root);
    if (scenario.isEmpty() || !problems.isEmpty()) {
      throw problems.thrown();
    }
    return scenario.get();
  }

  private Optional<Scenario> scenario(Section root) {
    String name = root.text("name", "a short name");
    String description = root.text("description", "", "one sentence");
    int devices = (int) root.number("devices", 1, Scenario.DEVICES_MAX, 10_000);
    long seed = root.number("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
    Duration duration =
        root.duration("duration", Duration.ofSeconds(1), Scenario.LONGEST, Duration.ofMinutes(15));
    Network network = network(root.section("network"));
    Gateway gateway = gateway(root.section("gateway"));
    List<Fault> faults = faults(root, gateway);
    root.finish();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(name, description, devices, seed, duration, network, gateway, faults));
  }

  private static Network network(Section section) {
    Spread handshake =
        spread(section.section("handshake"), Duration.ofMillis(60), Duration.ofMillis(250));
    Spread roundTrip =
        spread(section.section("round-trip"), Duration.ofMillis(20), Duration.ofMillis(100));
    double loss = section.share("heartbeat-loss", 0);
    section.finish();
    return new Network(handshake, roundTrip, loss);
  }

  private static Spread spread(Section section, Duration median, Duration p99) {
    boolean given = section.has("median");
    Duration middle = section.duration("median", MILLI, MINUTE, median);
    Duration high = section.duration("p99", MILLI, MINUTE, given ? middle : p99);
    section.finish();
    if (high.compareTo(middle) < 0) {
      section.wrong(
          "p99", DurationText.format(high), "at least the median, " + DurationText.format(middle));
      return Spread.exactly(middle);
    }
    return new Spread(middle, high);
  }

  private static Gateway gateway(Section section) {
    int nodes = (int) section.number("nodes", 1, Gateway.NODES_MAX, 1);
    int rate = (int) section.number("accept-rate", 1, 100_000_000, 0);
    int handshakes = (int) section.number("handshakes", 1, Scenario.DEVICES_MAX, 0);
    int connections = (int) section.number("connections", 1, Scenario.DEVICES_MAX, 0);
    int queue = (int) section.number("queue", 0, Gateway.QUEUE_MAX, 0);
    Refusal overCapacity = FaultReader.refusal(section, "over-capacity");
    section.finish();
    return new Gateway(nodes, rate, handshakes, connections, queue, overCapacity);
  }

  private List<Fault> faults(Section root, Gateway gateway) {
    List<Yaml> list = root.list("faults", "a list of at least one fault");
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Section section = new Section("faults[" + i + "].", list.get(i), problems);
      FaultReader.fault(section, gateway, i == 0).ifPresent(faults::add);
    }
    return faults;
  }
}
