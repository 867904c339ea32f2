package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast check}. */
class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void printsWhatIsInForceAndWhereItCameFrom() throws Exception {
    Path yaml =
        Files.writeString(
            folder.resolve("my.yaml"),
            "heartbeat.interval: 20000\ngateway.headers: {X-Key: s3cret-header}\n");
    Path variables = Files.writeString(folder.resolve("my.env"), "GATEWAY_PASSWORD=s3cret\n");
    Outcome outcome =
        check(
            Map.of("GATEWAY_URL", "wss://gateway.test/?token=s3cret", "GATEWAY_EMAIL", "me@x"),
            "--config",
            yaml.toString(),
            "--env-file",
            variables.toString(),
            "--log-level",
            "debug");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    List<String> lines = outcome.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .contains(
            "GATEWAY_URL = wss://gateway.test/?token=*** (environment)",
            "GATEWAY_PROTOCOL = raw (default)",
            "GATEWAY_EMAIL = me@x (environment)",
            "GATEWAY_PASSWORD = *** (" + variables + " line 1)",
            "GATEWAY_TOKEN = not set (default)",
            "HEARTBEAT_INTERVAL = 20s (" + yaml + " line 1)",
            "HEARTBEAT_MODE = by protocol (default)",
            "RECONNECT_JITTER = decorrelated (default)",
            "LOG_LEVEL = debug (command line)",
            "ADMIN_ADDRESS = 127.0.0.1:9470 (default)",
            "gateway.headers.X-Key = *** (" + yaml + " line 2)");
    assertThat(outcome.out()).doesNotContain("s3cret");
  }

  @Test
  void theLinesAreAligned() {
    List<String> lines = check(Map.of("GATEWAY_URL", "ws://a/")).out().lines().toList();
    assertThat(lines.stream().map(line -> line.indexOf('=')).distinct()).hasSize(1);
    assertThat(lines.stream().map(line -> line.lastIndexOf('(')).distinct()).hasSize(1);
  }

  @Test
  void namesEveryProblem() {
    Outcome outcome =
        check(Map.of("RECONNECT_JITTER", "wild", "GATEWAY_TOKEN", "s3cret\n", "LOG_LEVEL", ""));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "wrong configuration, 3 problems:\n"
                + "  GATEWAY_URL is missing: expected a ws:// or wss:// URL such as"
                + " wss://gateway.example.com/stream; set the variable, or gateway.url in the file"
                + " of --config\n"
                + "  GATEWAY_TOKEN=*** (environment): expected no line breaks and no other control"
                + " characters\n"
                + "  RECONNECT_JITTER=wild (environment): expected one of decorrelated, full,"
                + " equal, proportional or fixed\n");
  }

  @Test
  void warnsOnStandardError() {
    Outcome outcome = check(Map.of("GATEWAY_URL", "ws://a/", "GATEWAY_TOKNE", "s3cret"));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .isEqualTo(
            "warning: The variable GATEWAY_TOKNE in the environment has no meaning here; did you"
                + " mean GATEWAY_TOKEN?\n");
  }

  @Test
  void wrongUsageIsTwo() {
    Outcome outcome = check(Map.of("GATEWAY_URL", "ws://a/"), "--gateway-password", "s3cret");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown option");
  }

  private Outcome check(Map<String, String> environment, String... args) {
    return Outcome.of(new CheckCommand(environment, folder), args);
  }
}
