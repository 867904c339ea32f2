package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast protocol try}: over real sockets, against a gateway that follows a script. */
final class ProtocolTryCommandTest {

  private static final String DESCRIPTION =
      """
      name: mine
      login:
        steps:
          - send: {login: "${token}"}
        accepted: {when: {/ok: true}, capture: {session: /session}}
        rejected: {when: {/ok: false}, reason: /why}
      messages:
        - {name: data, when: {/data: {exists: true}}, is: notification, topic: /topic}
        - {name: done, when: {/done: {exists: true}}, is: answer, body: /done}
      commands:
        general:
          send: {session: "${session}", do: "${name}", with: "${payload}"}
      """;

  private final RawGateway gateway = start();

  @TempDir private Path folder;

  private static RawGateway start() {
    try {
      return RawGateway.start();
    } catch (IOException e) {
      throw new IllegalStateException("a gateway of the test cannot start", e);
    }
  }

  @BeforeEach
  void describe() throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), DESCRIPTION);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private Outcome attempt(String... args) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("GATEWAY_TOKEN", "tok-secret");
    return Outcome.of(
        new ProtocolTryCommand(environment, folder),
        Stream.concat(Stream.of("mine.yaml", "--url", gateway.uri().toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  /** The lines without their times. */
  private static List<String> told(Outcome outcome) {
    return outcome.out().lines().map(line -> line.replaceFirst("^ +[0-9.]+ s {2}", "")).toList();
  }

  /** Answers frame by frame; a line of its own in an answer is a message of its own. */
  private static Script answering(String... answers) {
    return connection -> {
      connection.acceptUpgrade();
      for (String answer : answers) {
        connection.readFrame();
        for (String message : answer.split("\n", -1)) {
          connection.sendText(message);
        }
      }
      connection.serve();
    };
  }

  @Test
  void tellsWhatWasSentWhatCameAndHowItWasUnderstood() {
    gateway.onConnection(
        answering(
            "{\"ok\":true,\"session\":\"ses-secret\"}",
            "{\"data\":1,\"topic\":\"speed\"}\n{\"done\":[17]}"));
    Outcome outcome = attempt("--command", "go={\"to\":1}");
    assertThat(told(outcome))
        .containsSubsequence(
            "-> {\"login\":\"***\"}",
            "<- {\"ok\":true,\"session\":\"***\"}",
            "   understood as login accepted; session = ***",
            "   the login is accepted",
            "== command go",
            "-> {\"session\":\"***\",\"do\":\"go\",\"with\":{\"to\":1}}",
            "   expecting the next answer",
            "<- {\"data\":1,\"topic\":\"speed\"}",
            "   understood as notification (rule data); topic = speed",
            "   for the application: {\"data\":1,\"topic\":\"speed\"}",
            "<- {\"done\":[17]}",
            "   understood as answer (rule done); body = [17]",
            "   answers the oldest",
            "== answered: [17]",
            "All went well.");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).doesNotContain("secret");
  }

  /** As in earnest: what the protocol asks by itself after the login comes before all commands. */
  @Test
  void asksWhatTheProtocolAsksByItself() throws Exception {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        name: mine
        commands: {general: {send: {do: "${name}"}}}
        sensors: {ask: list, when: {/done: {exists: true}}, each: /done, sensor: /id, rate: /hz}
        messages:
          - {name: done, when: {/done: {exists: true}}, is: answer, body: /done}
          - when: {/x: {exists: true}}
            is: notification
            reading: {sensor: /of, rate: sensor, series: {x: /x}}
        """);
    gateway.onConnection(
        answering("{\"done\":[{\"id\":17,\"hz\":512}]}", "{\"of\":17,\"x\":\"1\"}\n{\"done\":{}}"));
    Outcome outcome = attempt("--command", "go");
    assertThat(told(outcome))
        .containsSubsequence(
            "-> {\"do\":\"list\"}",
            "<- {\"done\":[{\"id\":17,\"hz\":512}]}",
            "-> {\"do\":\"go\"}",
            "   for the application: {\"topic\":\"\",\"sensor\":\"17\",\"sampleRateHz\":512,"
                + "\"series\":{\"x\":{\"values\":[1],\"rms\":1.0,\"peak\":1.0,"
                + "\"crestFactor\":1.0}}}",
            "== answered: {}",
            "All went well.");
  }

  @Test
  void aRefusalIsThree() {
    gateway.onConnection(answering("{\"ok\":false,\"why\":\"tok-secret is old\"}"));
    Outcome outcome = attempt();
    assertThat(outcome.status()).as(outcome.out()).isEqualTo(3);
    assertThat(told(outcome))
        .containsSubsequence(
            "<- {\"ok\":false,\"why\":\"*** is old\"}",
            "   understood as login rejected",
            "   the login is rejected: *** is old")
        .contains("It did not go well; the lines above say where it ended.");
    assertThat(outcome.out()).doesNotContain("secret");
  }

  @Test
  void aLoginThatIsAcceptedIsNought() {
    gateway.onConnection(answering("{\"ok\":true,\"session\":\"ses-secret\"}"));
    Outcome outcome = attempt("--for", "PT0.01S");
    assertThat(outcome.status()).as(outcome.out()).isZero();
    assertThat(told(outcome)).contains("All went well.");
  }

  @Test
  void whatIsNotReachedIsThree() {
    gateway.onConnection(Scripts.answers(HttpAnswer.status(404, "Not Found")));
    Outcome outcome = attempt();
    assertThat(outcome.status()).as(outcome.out()).isEqualTo(3);
    assertThat(outcome.out()).contains("404");
  }

  @Test
  void whatIsWrongWithTheFileIsTwo() throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), "name: mine\nlogin: {}\n");
    Outcome outcome = attempt();
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("mine.yaml line 2, column 8: login.steps: is missing");
    assertThat(gateway.connectionsCount()).isZero();
  }
}
