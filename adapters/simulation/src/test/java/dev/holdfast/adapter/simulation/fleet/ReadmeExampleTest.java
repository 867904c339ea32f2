package dev.holdfast.adapter.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example of a storm compiles and prints what stands there; so does its scenario. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("README.md");
  private static final Path THIS =
      Path.of("src/test/java/dev/holdfast/adapter/simulation/fleet/ReadmeExampleTest.java");
  private static final Path OUTAGE =
      Path.of("src/main/resources/dev/holdfast/adapter/simulation/scenario/overload-503.yaml");

  @Test
  void exampleIsTheCodeBelow() throws IOException {
    assertThat(block("java")).isEqualTo(lines(THIS, "    // README: begin", "    // README: end"));
  }

  @Test
  void exampleDoesWhatTheReadmeSays() throws Exception {
    assertThat(example()).isNotEmpty().isEqualTo(block("text").lines().toList());
  }

  @Test
  void scenarioIsOneThatComesWithIt() throws IOException {
    assertThat(block("yaml")).isEqualTo(Files.readString(OUTAGE).stripTrailing());
  }

  private static List<String> example() throws ScenarioException {
    List<String> printed = new ArrayList<>();
    // README: begin
    Scenario scenario = Scenarios.named("overload-503").withDevices(5_000);
    var ours = new FleetPolicy("ours", "Holdfast", ConnectionPolicy.defaults(), "");

    StormResult storm = Storm.run(scenario, ours, StormWatch.NOBODY);

    printed.add(storm.peaks().all() + " attempts in the busiest second");
    printed.add(storm.wastedAttempts() + " of " + storm.attempts() + " attempts in vain");
    printed.add("all back after " + storm.back().all().orElseThrow().toSeconds() + " s");
    // README: end
    return printed;
  }

  /** The first code block of that language in the section about storms. */
  private static String block(String language) throws IOException {
    return lines(README, "```" + language, "```");
  }

  /** What stands between two lines of a file, without the common indentation. */
  private static String lines(Path file, String begin, String end) throws IOException {
    List<String> all = Files.readAllLines(file);
    int section = Math.max(0, all.indexOf("## Fleet storms"));
    List<String> from = all.subList(section, all.size());
    int first = from.indexOf(begin);
    assertThat(first).as(begin + " in " + file).isNotNegative();
    List<String> after = from.subList(first + 1, from.size());
    int last = after.indexOf(end);
    assertThat(last).as(end + " after " + begin + " in " + file).isPositive();
    return after.subList(0, last).stream().collect(Collectors.joining("\n")).stripIndent();
  }
}
