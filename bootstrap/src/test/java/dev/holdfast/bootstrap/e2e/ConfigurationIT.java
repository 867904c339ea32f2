package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong configuration is explained completely and at once; right configuration has its order. */
@EndToEndTest
class ConfigurationIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void everyProblemIsNamedAtOnceWithKeyValueAndWhatWasExpected(Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons
            .command("run")
            .with("GATEWAY_URL", "http://example.invalid/x")
            .with("GATEWAY_PROTOCOL", "carrier-pigeon")
            .with("HEARTBEAT_INTERVAL", "banana")
            .with("CONNECTION_TIMEOUT", "-3s")
            .with("RECONNECT_JITTER", "wild")
            .with("RECONNECT_MAX_ATTEMPTS", "many")
            .with("LOG_LEVEL", "loud")
            .with("ADMIN_ADDRESS", "nowhere at all")
            .start();
    daemon.assertExit(2, SOON);

    assertNamed(daemon, "GATEWAY_URL", "http://example.invalid/x", "ws://");
    assertNamed(daemon, "GATEWAY_PROTOCOL", "carrier-pigeon", "raw");
    assertNamed(daemon, "HEARTBEAT_INTERVAL", "banana", "30s");
    assertNamed(daemon, "CONNECTION_TIMEOUT", "-3s");
    assertNamed(daemon, "RECONNECT_JITTER", "wild", "decorrelated");
    assertNamed(daemon, "RECONNECT_MAX_ATTEMPTS", "many");
    assertNamed(daemon, "LOG_LEVEL", "loud", "info");
    assertNamed(daemon, "ADMIN_ADDRESS", "nowhere at all");
    assertThat(daemon.stdout()).isEmpty();
    daemon.assertNoStackTrace();
  }

  @Test
  void theGatewayUrlIsRequired(Daemons daemons) throws Exception {
    DaemonProcess daemon = daemons.command("run").with("ADMIN_ADDRESS", "off").start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("GATEWAY_URL").containsIgnoringCase("ws://");
    daemon.assertNoStackTrace();
  }

  @ParameterizedTest
  @CsvSource({
    "GATEWAY_URL, ws://",
    "GATEWAY_URL, 127.0.0.1:80",
    "GATEWAY_URL, ws://127.0.0.1:99999/",
    "GATEWAY_URL, ws://bad host/",
    "HEARTBEAT_TIMEOUT, 0",
    "HEARTBEAT_MODE, shout",
    "RECONNECT_INITIAL_DELAY, 5 parsecs",
    "RECONNECT_STABLE_AFTER, P",
    "RECONNECT_MAX_ATTEMPTS, -1",
    "SHUTDOWN_TIMEOUT, 99999999999999999999",
    "LOG_FORMAT, xml",
  })
  void aSingleMistakeIsNamed(String key, String value, Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons.command("run").with("GATEWAY_URL", "ws://127.0.0.1:1/").with(key, value).start();
    daemon.assertExit(2, SOON);
    assertNamed(daemon, key, value);
    daemon.assertNoStackTrace();
  }

  @Test
  void aMaximumBelowTheInitialDelayIsAMistake(Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons
            .command("run")
            .with("GATEWAY_URL", "ws://127.0.0.1:1/")
            .with("RECONNECT_INITIAL_DELAY", "10s")
            .with("RECONNECT_MAX_DELAY", "1s")
            .start();
    daemon.assertExit(2, SOON);
    assertNamed(daemon, "RECONNECT_MAX_DELAY", "1s");
    daemon.assertNoStackTrace();
  }

  @Test
  void checkPrintsTheConfigurationInForce(Daemons daemons) throws Exception {
    DaemonProcess check =
        daemons
            .command("check")
            .with("GATEWAY_URL", "ws://127.0.0.1:1/")
            .with("HEARTBEAT_INTERVAL", "7s")
            .start();
    check.assertExit(0, SOON);
    assertThat(String.join("\n", check.stdout()))
        .contains("ws://127.0.0.1:1/")
        .contains("HEARTBEAT_INTERVAL")
        .contains("RECONNECT_JITTER")
        .contains("decorrelated");
  }

  @Test
  void checkFailsOnAWrongConfiguration(Daemons daemons) throws Exception {
    DaemonProcess check = daemons.command("check").with("RECONNECT_JITTER", "wild").start();
    check.assertExit(2, SOON);
    assertNamed(check, "RECONNECT_JITTER", "wild");
    assertThat(check.log()).contains("GATEWAY_URL");
    check.assertNoStackTrace();
  }

  @Test
  void aDotEnvFileInTheWorkingDirectoryIsRead(Daemons daemons, RawGateway gateway)
      throws Exception {
    Files.writeString(
        daemons.folder().resolve(".env"),
        "# the gateway\nGATEWAY_URL=" + gateway.uri("/env") + "\n");
    DaemonProcess daemon =
        daemons.command("run").with("ADMIN_ADDRESS", "off").with("LOG_FORMAT", "json").start();
    daemon.awaitUp(1);
    assertTarget(gateway, "/env");
  }

  @Test
  void theEnvironmentWinsOverDotEnv(Daemons daemons, RawGateway gateway) throws Exception {
    Files.writeString(
        daemons.folder().resolve(".env"), "GATEWAY_URL=" + gateway.uri("/file") + "\n");
    DaemonProcess daemon = daemons.run(gateway.uri("/environment")).start();
    daemon.awaitUp(1);
    assertTarget(gateway, "/environment");
  }

  @Test
  void aNamedEnvFileReplacesDotEnv(Daemons daemons, RawGateway gateway) throws Exception {
    Files.writeString(
        daemons.folder().resolve(".env"), "GATEWAY_URL=" + gateway.uri("/dot") + "\n");
    Path named = daemons.folder().resolve("my settings");
    Files.writeString(named, "GATEWAY_URL=\"" + gateway.uri("/named") + "\"\n");
    DaemonProcess daemon =
        daemons
            .command("run", "--env-file", named.toString())
            .with("ADMIN_ADDRESS", "off")
            .with("LOG_FORMAT", "json")
            .start();
    daemon.awaitUp(1);
    assertTarget(gateway, "/named");
  }

  @Test
  void aFileThatIsNamedButMissingIsAMistake(Daemons daemons) throws Exception {
    for (String option : List.of("--env-file", "--config")) {
      DaemonProcess daemon =
          daemons
              .command("run", option, "not-there.file")
              .with("GATEWAY_URL", "ws://127.0.0.1:1/")
              .start();
      daemon.assertExit(2, SOON);
      assertThat(daemon.log()).contains("not-there.file");
      daemon.assertNoStackTrace();
    }
  }

  @Test
  void everyLayerWinsOverTheOneBefore(Daemons daemons) throws Exception {
    Path yaml =
        Files.writeString(
            daemons.folder().resolve("holdfast.yaml"),
            """
            gateway:
              url: ws://127.0.0.1:1/yaml
            heartbeat:
              interval: 11s
              timeout: 2s
            log:
              level: warn
              format: json
            connection:
              timeout: 13s
            """);
    Files.writeString(
        daemons.folder().resolve(".env"),
        """
        GATEWAY_URL=ws://127.0.0.1:1/dotenv
        HEARTBEAT_INTERVAL=12s
        LOG_LEVEL=error
        """);
    DaemonProcess check =
        daemons
            .command("check", "--config", yaml.toString(), "--log-level", "debug")
            .with("GATEWAY_URL", "ws://127.0.0.1:1/environment")
            .with("LOG_LEVEL", "trace")
            .start();
    check.assertExit(0, SOON);
    assertInForce(check, "GATEWAY_URL", "ws://127.0.0.1:1/environment");
    assertInForce(check, "HEARTBEAT_INTERVAL", "12s");
    assertInForce(check, "HEARTBEAT_TIMEOUT", "2s");
    assertInForce(check, "CONNECTION_TIMEOUT", "13s");
    assertInForce(check, "LOG_LEVEL", "debug");
    assertInForce(check, "LOG_FORMAT", "json");
    assertInForce(check, "SHUTDOWN_TIMEOUT", "2s");
  }

  @Test
  void aYamlFileAloneIsEnough(Daemons daemons, RawGateway gateway) throws Exception {
    Path yaml =
        Files.writeString(
            daemons.folder().resolve("my config.yaml"),
            """
            gateway:
              url: %s
            admin:
              address: off
            log:
              format: json
            """
                .formatted(gateway.uri("/yaml")));
    DaemonProcess daemon = daemons.command("run", "--config", yaml.toString()).start();
    daemon.awaitUp(1);
    assertTarget(gateway, "/yaml");
  }

  @Test
  void problemsInFilesAreNamedWithFileAndLineBesideAllOthers(Daemons daemons) throws Exception {
    Files.writeString(
        daemons.folder().resolve("wrong.yaml"),
        """
        gateway:
          url: ws://127.0.0.1:1/
          protocoll: raw
        heartbeat:
          interval: often
        """);
    Files.writeString(daemons.folder().resolve(".env"), "LOG_FORMAT=xml\nthis is no assignment\n");
    DaemonProcess daemon =
        daemons.command("run", "--config", "wrong.yaml").with("RECONNECT_JITTER", "wild").start();
    daemon.assertExit(2, SOON);
    assertNamed(daemon, "gateway.protocoll", "wrong.yaml line 3", "gateway.protocol");
    assertNamed(daemon, "heartbeat.interval", "often", "wrong.yaml line 5");
    assertNamed(daemon, "LOG_FORMAT", "xml", ".env line 1");
    assertNamed(daemon, ".env line 2", "KEY=value");
    assertNamed(daemon, "RECONNECT_JITTER", "wild", "environment");
    daemon.assertNoStackTrace();
  }

  @Test
  void brokenYamlIsNamedWithItsPlace(Daemons daemons) throws Exception {
    Files.writeString(daemons.folder().resolve("broken.yaml"), "gateway:\n  url: \"ws://\n");
    DaemonProcess daemon = daemons.command("run", "--config", "broken.yaml").start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("broken.yaml").contains("line");
    daemon.assertNoStackTrace();
  }

  private static void assertInForce(DaemonProcess check, String key, String value) {
    assertThat(check.stdout())
        .anySatisfy(line -> assertThat(line).matches(key + "\\s*=\\s*\\Q" + value + "\\E\\s.*"));
  }

  private static void assertTarget(RawGateway gateway, String target) throws Exception {
    assertThat(gateway.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON).target())
        .isEqualTo(target);
  }

  private static void assertNamed(DaemonProcess daemon, String key, String... parts) {
    assertThat(daemon.stderr())
        .as("a line about %s with %s", key, List.of(parts))
        .anySatisfy(line -> assertThat(line).contains(key).contains(parts));
  }
}
