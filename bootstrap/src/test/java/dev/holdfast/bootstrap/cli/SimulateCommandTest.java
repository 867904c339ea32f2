package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code holdfast simulate}, with fleets that are over at once. */
class SimulateCommandTest {

  @TempDir private Path folder;

  @Test
  void printsATableForThePolicyOfTheProduct() {
    Outcome outcome = simulate("--devices", "100");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("outage: 100 devices, ")
        .contains("recovery at 300 s, seed 1\n")
        .containsPattern("(?m)^holdfast +[0-9]");
  }

  @Test
  void oneSeedIsOneOutcome() {
    String once = simulate("flapping", "--devices", "100", "--seed", "7").out();
    assertThat(once).startsWith("flapping: 100 devices").contains("seed 7\n");
    assertThat(simulate("flapping", "--devices", "100", "--seed", "7").out()).isEqualTo(once);
    assertThat(simulate("flapping", "--devices", "100", "--seed", "8").out()).isNotEqualTo(once);
  }

  @Test
  void policiesStandSideBySideInTheOrderAsked() {
    Outcome outcome =
        simulate("--devices", "50", "--policy", "phoenix", "--policies", "ably,holdfast");
    assertThat(rows(outcome)).containsExactly("phoenix", "ably", "holdfast");
  }

  @Test
  void allIsAllOnceEach() {
    Outcome outcome = simulate("--devices", "10", "--duration", "PT6M", "--policies", "paho,all");
    List<String> expected = new ArrayList<>(Presets.names());
    expected.remove("paho");
    expected.add(0, "paho");
    assertThat(rows(outcome)).containsExactlyElementsOf(expected);
  }

  @Test
  void aConfigurationIsSimulatedBesideTheDefault() throws Exception {
    Path yaml =
        Files.writeString(
            folder.resolve("my.yaml"),
            "gateway.url: ws://gateway.test/\nreconnect:\n  jitter: fixed\n  initial-delay: 2s\n  max-delay: 2s\n");
    Outcome outcome =
        simulate("--devices", "50", "--config", yaml.toString(), "--assert", "at-cap>=99%");
    assertThat(rows(outcome)).containsExactly("configuration", "holdfast");
    assertThat(outcome.err()).as("the default is there for comparison only").isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void theEnvironmentIsAConfigurationToo() {
    Map<String, String> environment =
        Map.of("RECONNECT_INITIAL_DELAY", "1m", "RECONNECT_MAX_DELAY", "1m");
    Outcome outcome =
        Outcome.of(
            new SimulateCommand(environment, folder, stop -> {}),
            "--devices=50",
            "--policy=configuration",
            "--assert=attempts<=7");
    assertThat(outcome.err()).isEmpty();
    assertThat(rows(outcome)).containsExactly("configuration");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void whatIsRequiredAndDoesNotHoldIsNamedWithItsPolicy() {
    Outcome outcome =
        simulate(
            "--devices=100",
            "--policies=holdfast,signalr",
            "--assert=t100<=1h",
            "--assert=gave-up<=0",
            "--assert=peak<=3/s");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err().lines())
        .anyMatch(line -> line.matches("holdfast: peak<=3/s does not hold, peak is .*/s"))
        .anyMatch(line -> line.matches("signalr: gave-up<=0 does not hold, gave-up is 100"))
        .noneMatch(line -> line.startsWith("holdfast: t100"));
    assertThat(rows(outcome)).as("the table is printed all the same").hasSize(2);
  }

  @Test
  void filesAreWritten() throws Exception {
    Path html = folder.resolve("r.html");
    Path json = folder.resolve("r.json");
    Path csv = folder.resolve("r.csv");
    Outcome outcome = simulate("--devices=50", "--html=" + html, "--json=" + json, "--csv=" + csv);
    assertThat(outcome.status()).isZero();
    assertThat(html).content().startsWithIgnoringCase("<!doctype html>").contains("</html>");
    assertThat(json).content().contains("\"scenario\":\"outage\"");
    assertThat(csv).content().contains("holdfast");
    assertThat(folder.resolve("r-seconds.csv")).content().contains("holdfast");
  }

  @Test
  void endedBeforeItBeganItHasNothingToPrint() {
    Path json = folder.resolve("r.json");
    Outcome outcome =
        Outcome.of(
            new SimulateCommand(Map.of(), folder, Runnable::run),
            "--devices=20",
            "--policies=holdfast,ably",
            "--json=" + json);
    assertThat(outcome.status()).isEqualTo(130);
    assertThat(outcome.err()).isEqualTo("Ended early: 0 of 2 policies simulated\n");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void listsWhatThereIs() {
    Outcome outcome = simulate("--list");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines().map(line -> line.strip().split(" ", -1)[0]))
        .containsAll(Scenarios.names())
        .containsAll(Presets.names());
  }

  @Test
  void aScenarioOfOnesOwnIsAFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("mine"),
            Files.readString(
                Path.of("../adapters/simulation/src/main/resources")
                    .resolve("dev/holdfast/adapter/simulation/scenario/outage.yaml")));
    assertThat(simulate(file.toString(), "--devices=20").status()).isZero();
    Files.writeString(file, Files.readString(file) + "\ndevises: 3\n");
    Outcome outcome = simulate(file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("devises");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | there is no scenario nowhere; expected outage, ",
        "no/where.yaml | no/where.yaml: cannot be read: there is no such file",
        "--devices=0 | --devices must be between 1 and 10000000 but was 0",
        "--devices=many | Invalid value for option '--devices'",
        "--duration=PT0S | --duration must be",
        "--duration=5 | '5' has no unit; expected a duration such as 30s, 5m or PT30S",
        "--duration=soon | 'soon' is no duration; expected one such as 30s, 5m or PT30S",
        "--policy=foo | There is no policy 'foo'; expected one of all, configuration, holdfast, ",
        "--assert=peak | 'peak' is no requirement; expected a metric, an operator and a value",
        "--assert=speed<=3 | 'speed<=3': no metric speed; expected one of peak, ",
        "--assert=t99<=much | 't99<=much': t99 needs a ",
        "--html=no/where.html | cannot write no/where.html: there is no such folder",
        "--config=no.yaml | --config=no.yaml (command line): expected a readable file",
        "--replay=no.recording | cannot read no.recording: there is no such file",
      })
  void whatIsWrongIsNamedBeforeAnythingIsSimulated(String argument, String expected) {
    Outcome outcome = simulate(argument);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(expected).doesNotContain("Exception");
  }

  @Test
  void aReplayGoesAlone() {
    Outcome outcome = simulate("--replay=x", "--devices=3");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("--replay goes alone");
  }

  private Outcome simulate(String... args) {
    return Outcome.of(new SimulateCommand(Map.of(), folder, stop -> {}), args);
  }

  private static List<String> rows(Outcome outcome) {
    return outcome
        .out()
        .lines()
        .dropWhile(line -> !line.startsWith("policy "))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.split(" ", -1)[0])
        .toList();
  }
}
