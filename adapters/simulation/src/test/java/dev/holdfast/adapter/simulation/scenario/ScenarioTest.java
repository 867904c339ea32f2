package dev.holdfast.adapter.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios are read as they are meant, and every mistake is told in one line. */
final class ScenarioTest {

  private static final String OUTAGE = "name: x\nfaults:\n  - {kind: outage, for: 10s}\n";

  @TempDir Path folder;

  static List<String> names() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShippedScenarioCanBeReadUnderItsName(String name) throws ScenarioException {
    Scenario scenario = Scenarios.named(name);
    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.description()).isNotBlank();
    assertThat(scenario.duration()).isGreaterThan(scenario.recovery());
    assertThat(scenario.faults().get(0).at()).isZero();
  }

  @Test
  void thereIsADozen() {
    assertThat(Scenarios.names()).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> Scenarios.named("outrage"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("there is no scenario outrage; expected outage, deploy-1012,");
  }

  @Test
  void theOutageIsTheOneOfTheTable() throws ScenarioException {
    Scenario outage = Scenarios.named("outage");
    assertThat(outage.devices()).isEqualTo(10_000);
    assertThat(outage.gateway()).isEqualTo(Scenario.Gateway.UNLIMITED);
    assertThat(outage.faults())
        .containsExactly(
            new Fault.Outage(
                Duration.ZERO,
                Duration.ofMinutes(5),
                LinkEnd.RESET,
                Duration.ofMillis(200),
                Refusal.REFUSED,
                Optional.empty()));
  }

  @Test
  void allThatCanBeSaidIsUnderstood() throws Exception {
    Scenario scenario =
        read(
            """
            name: all
            description: Everything.
            devices: 1_000
            seed: -7
            duration: 1h
            network:
              handshake: {median: 50ms, p99: 0.3s}
              round-trip: {median: 20}
              heartbeat-loss: 0.01
            gateway:
              nodes: 4
              accept-rate: 100
              handshakes: 50
              connections: 900
              queue: 200
              over-capacity: 429
              retry-after: 15s
            faults:
              - {kind: outage, at: 1m, for: 2m, links: 1001, spread: 3s, attempts: time-out,
                 ramp-from: 5, ramp-to: 50, ramp-for: 30s}
              - {kind: rolling-restart, at: 5m, nodes: 2, away: 10s, pause: 5s, spread: 1s}
              - {kind: flapping, at: 6m, for: PT30S, up-for: 250ms, links: 1013}
              - {kind: partition, at: 7m, for: 1m, share: 0.25}
              - {kind: idle-cut, at: 8m, for: 1m, silence: 20s, links: silent}
              - {kind: heartbeat-loss, at: 9m, for: 1m, probability: 0.5}
              - {kind: freeze, at: 10m, for: 1m, then: dies}
            """);
    assertThat(scenario.devices()).isEqualTo(1_000);
    assertThat(scenario.seed()).isEqualTo(-7);
    assertThat(scenario.network().handshake().p99()).isEqualTo(Duration.ofMillis(300));
    assertThat(scenario.network().roundTrip().p99()).isEqualTo(Duration.ofMillis(20));
    assertThat(scenario.gateway())
        .isEqualTo(
            new Scenario.Gateway(
                4, 100, 50, 900, 200, Refusal.status(429, Optional.of(Duration.ofSeconds(15)))));
    assertThat(scenario.faults().get(0))
        .as("the first fault strikes at second 0")
        .isEqualTo(
            new Fault.Outage(
                Duration.ZERO,
                Duration.ofMinutes(2),
                LinkEnd.close(1001),
                Duration.ofSeconds(3),
                Refusal.IGNORED,
                Optional.of(new Fault.Ramp(5, 50, Duration.ofSeconds(30)))));
    assertThat(scenario.faults().get(1).length()).isEqualTo(Duration.ofSeconds(25));
    assertThat(scenario.recovery()).isEqualTo(Duration.ofMinutes(10));
  }

  /** Below a scenario that is right, one line that is wrong; and what is told of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "device: 5 | 4: device is unknown; expected name, description, devices, seed, duration,",
        "devices: many | 4: devices is many; expected a whole number from 1 to 10000000",
        "devices: 0 | 4: devices is 0; expected a whole number from 1 to 10000000",
        "devices: 10000001 | 4: devices is 10000001; expected a whole number from 1 to 10000000",
        "devices: [1] | 4: devices is a list; expected a whole number from 1 to 10000000",
        "devices: | 4: devices is empty; expected a whole number from 1 to 10000000",
        "seed: 1.5 | 4: seed is 1.5; expected a whole number from",
        "duration: -1s | 4: duration is -1s; expected a duration from 1s to 7d, such as 30s",
        "duration: 8d | 4: duration is 8d; expected a duration from 1s to 7d",
        "duration: soon | 4: duration is soon; expected a duration from 1s to 7d",
        "network: 5 | 4: network is 5; expected a mapping of keys to values",
        "network: {ping: 5} | 4: network.ping is unknown; expected handshake, round-trip,",
        "network: {heartbeat-loss: 2} | 4: network.heartbeat-loss is 2; expected a number from 0",
        "network: {heartbeat-loss: NaN} | 4: network.heartbeat-loss is NaN; expected a number",
        "network: {round-trip: {median: 5s, p99: 1s}} | 4: network.round-trip.p99 is 1s; expected at",
        "gateway: {nodes: 101} | 4: gateway.nodes is 101; expected a whole number from 1 to 100",
        "gateway: {accept-rate: 0} | 4: gateway.accept-rate is 0; expected a whole number from 1",
        "gateway: {over-capacity: 200} | 4: gateway.over-capacity is 200; expected refused, time-out",
        "gateway: {retry-after: 5s} | 4: gateway.retry-after is 5s; expected nothing without an HTTP",
        "name: y | 4: name is given twice; expected once",
      })
  void oneMistakeIsOneLine(String line, String told) throws IOException {
    List<String> problems = problems(OUTAGE + line + "\n");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith(folder.resolve("s.yaml") + ":" + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: fire, for: 1s | faults[0].kind is fire; expected outage, rolling-restart,",
        "for: 1s | faults[0].kind is missing; expected outage, rolling-restart,",
        "kind: outage | faults[0].for is missing; expected a duration such as 30s",
        "kind: outage, for: 0s | faults[0].for is 0s; expected a duration from 1ms to 1d",
        "kind: outage, for: 1s, sprea: 1s | faults[0].sprea is unknown; expected kind, at, for,",
        "kind: outage, for: 1s, spread: 2s | faults[0].spread is 2s; expected a duration from 0s to 1s",
        "kind: outage, for: 1s, links: 1006 | faults[0].links is 1006; expected reset, silent or a",
        "kind: outage, for: 1s, attempts: 99 | faults[0].attempts is 99; expected refused, time-out",
        "kind: outage, for: 1s, ramp-from: 5, ramp-to: 2, ramp-for: 1s | faults[0].ramp-to is 2; expected",
        "kind: outage, for: 1s, ramp-from: 5 | faults[0].ramp-for is missing; expected a duration",
        "kind: rolling-restart, nodes: 2, away: 1s | faults[0].nodes is 2; expected a whole number from 1 to 1",
        "kind: partition, for: 1s, share: -0.1 | faults[0].share is -0.1; expected a number from 0 to",
        "kind: heartbeat-loss, for: 1s, probability: x | faults[0].probability is x; expected a number",
        "kind: idle-cut, for: 1s | faults[0].silence is missing; expected a duration",
        "kind: freeze, for: 1s, then: melts | faults[0].then is melts; expected goes-on or dies",
        "kind: cold-start, at: 5s, for: 1s | faults[0].kind is cold-start; expected it as the first",
      })
  void oneMistakeInAFaultIsOneLine(String fault, String told) throws IOException {
    List<String> problems = problems("name: x\nfaults:\n  - {" + fault + "}\n");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith(folder.resolve("s.yaml") + ":3: " + told);
  }

  @Test
  void allMistakesAreToldAtOnce() throws IOException {
    assertThat(problems("devices: 0\nseed: x\ngateway: {nodes: 0}\nfaults: []\nwhat: 1\n"))
        .hasSize(6)
        .allMatch(line -> line.contains("; expected "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [1' | this is no YAML",
        "'a: \"b' | this is no YAML",
        "'\t- x' | this is no YAML",
        "'just text' | the file is just text; expected a mapping of keys to values",
        "'- a' | the file is a list; expected a mapping of keys to values",
        "'{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}}' | values lie more than 8 deep",
      })
  void whatIsNoScenarioIsTold(String text, String told) throws IOException {
    assertThat(problems(text).get(0)).contains(told);
  }

  @Test
  void anEmptyFileLacksEverything() throws IOException {
    assertThat(problems("")).hasSize(2);
  }

  @Test
  void filesThatCannotBeReadAreTold() throws IOException {
    assertThat(problemsOf(folder.resolve("none.yaml")))
        .containsExactly(
            folder.resolve("none.yaml")
                + ": cannot be read: there is no such file; expected a YAML file");
    assertThat(problemsOf(folder).get(0)).contains(": cannot be read: it is a folder");
    Path binary = folder.resolve("b.yaml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(problemsOf(binary))
        .containsExactly(binary + ": is no text in UTF-8; expected a YAML file");
    Path huge = folder.resolve("huge.yaml");
    Files.write(huge, " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(problemsOf(huge))
        .containsExactly(huge + ": is larger than 1 MiB; expected a scenario");
  }

  @Test
  void overridesKeepTheRanges() throws Exception {
    Scenario scenario = read(OUTAGE);
    assertThat(scenario.withDevices(5).withSeed(9).withDuration(Duration.ofMinutes(1)))
        .extracting(Scenario::devices, Scenario::seed, Scenario::duration)
        .containsExactly(5, 9L, Duration.ofMinutes(1));
    assertThatThrownBy(() -> scenario.withDevices(0))
        .hasMessage("devices must be between 1 and 10000000 but was 0");
    assertThatThrownBy(() -> scenario.withDuration(Duration.ZERO))
        .hasMessage("duration must be above zero");
  }

  private Scenario read(String text) throws IOException, ScenarioException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, text);
    return Scenarios.read(file);
  }

  private List<String> problems(String text) throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, text);
    return problemsOf(file);
  }

  private static List<String> problemsOf(Path file) {
    return catchThrowableOfType(ScenarioException.class, () -> Scenarios.read(file)).problems();
  }
}
