package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration that is in order comes to. */
class ConfigLoaderTest {

  @TempDir private Path folder;

  @Test
  void theDefaultsAreThoseOfTheManual() throws Exception {
    DaemonConfig config = Given.gateway(folder).config();
    assertThat(config.first().gateway())
        .isEqualTo(
            new GatewayConfig(
                List.of(URI.create("ws://gateway.test/")),
                "raw",
                Optional.empty(),
                Map.of(),
                CredentialsConfig.none(),
                Optional.of(Duration.ofMinutes(10))));
    assertThat(config.first().policy()).isEqualTo(ConnectionPolicy.defaults());
    assertThat(config.first().heartbeatMode()).isEmpty();
    assertThat(config.first().commandTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.first().acquisitionTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.first().outbox()).isEqualTo(OutboxSettings.defaults());
    assertThat(config.first().transport()).isEqualTo(TransportConfig.defaults());
    assertThat(config.log()).isEqualTo(LogOptions.defaults());
    assertThat(config.admin())
        .contains(new AdminConfig(new AdminAddress("127.0.0.1", 9470, true), Optional.empty()));
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void everySettingArrivesFromTheEnvironment() throws Exception {
    Given given =
        Given.gateway(folder)
            .variable("GATEWAY_PROTOCOL", "json")
            .variable("CONNECTION_TIMEOUT", "1s")
            .variable("CONNECTION_MAX_LIFETIME", "1h")
            .variable("LOGIN_TIMEOUT", "2s")
            .variable("COMMAND_TIMEOUT", "3s")
            .variable("ACQUISITION_TIMEOUT", "4s")
            .variable("HEARTBEAT_INTERVAL", "5s")
            .variable("HEARTBEAT_TIMEOUT", "4500")
            .variable("HEARTBEAT_MODE", "message")
            .variable("RECONNECT_INITIAL_DELAY", "7s")
            .variable("RECONNECT_MAX_DELAY", "PT8S")
            .variable("RECONNECT_JITTER", "full")
            .variable("RECONNECT_STABLE_AFTER", "9s")
            .variable("RECONNECT_MAX_ATTEMPTS", "10")
            .variable("OUTBOX_MAX_MESSAGES", "11")
            .variable("OUTBOX_MAX_BYTES", "1200")
            .variable("MAX_MESSAGE_BYTES", "1300")
            .variable("MAX_BUFFERED_BYTES", "131072")
            .variable("COMPRESSION", "On")
            .variable("SHUTDOWN_TIMEOUT", "14s")
            .variable("LOG_LEVEL", "warn")
            .variable("LOG_FORMAT", "json")
            .variable("ADMIN_ADDRESS", "[::1]:15");
    assertTakenOver(given.config());
  }

  @Test
  void everySettingArrivesFromYaml() throws Exception {
    Given given =
        new Given(folder)
            .yaml(
                "gateway:",
                "  url: ws://gateway.test/",
                "  protocol: json",
                "connection:",
                "  timeout: 1s",
                "  max-lifetime: 1h",
                "login.timeout: 2s",
                "command.timeout: 3s",
                "acquisition.timeout: 4s",
                "heartbeat:",
                "  interval: 5s",
                "  timeout: 4500",
                "  mode: message",
                "reconnect:",
                "  initial-delay: 7s",
                "  max-delay: PT8S",
                "  jitter: full",
                "  stable-after: 9s",
                "  max-attempts: 10",
                "outbox:",
                "  max-messages: 11",
                "  max-bytes: 1200",
                "max-message-bytes: 1300",
                "max-buffered-bytes: 131072",
                "compression: on",
                "shutdown.timeout: 14s",
                "log:",
                "  level: warn",
                "  format: json",
                "admin.address: '[::1]:15'");
    assertTakenOver(given.config());
  }

  private static void assertTakenOver(DaemonConfig config) {
    assertThat(config.first().gateway().protocol()).isEqualTo("json");
    assertThat(config.first().policy())
        .isEqualTo(
            ConnectionPolicy.builder()
                .connectTimeout(Duration.ofSeconds(1))
                .maxLifetime(Optional.of(Duration.ofHours(1)))
                .loginTimeout(Duration.ofSeconds(2))
                .heartbeat(
                    new HeartbeatPolicy(true, Duration.ofSeconds(5), Duration.ofMillis(4500)))
                .backoff(new Backoff(Jitter.FULL, Duration.ofSeconds(7), Duration.ofSeconds(8)))
                .stableAfter(Duration.ofSeconds(9))
                .maxReconnects(OptionalInt.of(10))
                .closeTimeout(Duration.ofSeconds(14))
                .build());
    assertThat(config.first().heartbeatMode()).contains(HeartbeatMode.MESSAGE);
    assertThat(config.first().commandTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.first().acquisitionTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.first().outbox())
        .isEqualTo(OutboxSettings.withLimits(new OutboxLimits(11, 1200, 1300)));
    assertThat(config.first().transport().maxMessageBytes()).isEqualTo(1300);
    assertThat(config.first().transport().maxBufferedBytes()).isEqualTo(131_072);
    assertThat(config.first().transport().compression()).isTrue();
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(14));
    assertThat(config.log()).isEqualTo(new LogOptions(LogLevel.WARN, LogFormat.JSON));
    assertThat(config.admin())
        .contains(new AdminConfig(new AdminAddress("::1", 15, false), Optional.empty()));
  }

  @Test
  void namesMayBeWrittenInCapitals() throws Exception {
    DaemonConfig config =
        Given.gateway(folder)
            .variable("LOG_LEVEL", "DEBUG")
            .variable("RECONNECT_JITTER", "Equal")
            .variable("CONNECTION_MAX_LIFETIME", "OFF")
            .variable("RECONNECT_MAX_ATTEMPTS", "None")
            .config();
    assertThat(config.log().level()).isEqualTo(LogLevel.DEBUG);
    assertThat(config.first().policy().maxLifetime()).isEmpty();
    assertThat(config.first().policy().maxReconnects()).isEmpty();
  }

  @Test
  void aModeOfNoneTurnsTheHeartbeatOff() throws Exception {
    DaemonConfig config = Given.gateway(folder).variable("HEARTBEAT_MODE", "none").config();
    assertThat(config.first().policy().heartbeat().enabled()).isFalse();
    assertThat(config.first().heartbeatMode()).contains(HeartbeatMode.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "off, ''",
    "OFF, ''",
    "127.0.0.1:9470, 127.0.0.1:9470",
    "localhost:0, localhost:0",
    "0.0.0.0:65535, 0.0.0.0:65535",
    "[::1]:80, [::1]:80",
    "[fe80::1%eth0]:80, [fe80::1%eth0]:80",
  })
  void theAdminAddressIsOffOrHostAndPort(String written, String expected) throws Exception {
    Optional<AdminAddress> admin =
        Given.gateway(folder)
            .variable("ADMIN_ADDRESS", written)
            .variable("ADMIN_TOKEN", "t0ken-for-the-test")
            .config()
            .admin()
            .map(AdminConfig::address);
    assertThat(admin.map(AdminAddress::text).orElse("")).isEqualTo(expected);
    assertThat(admin.map(AdminAddress::byDefault).orElse(false)).isFalse();
  }

  @Test
  void offInYamlIsOff() throws Exception {
    DaemonConfig config =
        Given.gateway(folder)
            .yaml("admin:", "  address: off", "connection:", "  max-lifetime: off")
            .config();
    assertThat(config.admin()).isEmpty();
    assertThat(config.first().policy().maxLifetime()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://a/, wss://b:8443/x?y=1,2",
        "ws://a/,wss://b:8443/x?y=1,2",
        " ws://a/ , wss://b:8443/x?y=1,2 ,",
      })
  void severalGatewaysAreSeparatedByCommas(String written) throws Exception {
    assertThat(
            new Given(folder)
                .variable("GATEWAY_URL", written)
                .config()
                .first()
                .gateway()
                .endpoints())
        .containsExactly(URI.create("ws://a/"), URI.create("wss://b:8443/x?y=1,2"));
  }

  @Test
  void orAreAListInYaml() throws Exception {
    assertThat(
            new Given(folder)
                .yaml("gateway:", "  url:", "  - ws://a/", "  - wss://b/x,y", "  - ws://[::1]:80")
                .config()
                .first()
                .gateway()
                .endpoints())
        .containsExactly(
            URI.create("ws://a/"), URI.create("wss://b/x,y"), URI.create("ws://[::1]:80"));
  }

  @Test
  void aUrlStaysExactlyAsItWasWritten() throws Exception {
    String url = "WSS://Gateway.Test:443/a%2Fb/../c;d?x=%7B%22a%22%3A1%7D&y=a+b";
    assertThat(
            new Given(folder)
                .variable("GATEWAY_URL", url)
                .config()
                .first()
                .gateway()
                .endpoints()
                .get(0)
                .toString())
        .isEqualTo(url);
  }

  @Test
  void headersComeFromYaml() throws Exception {
    DaemonConfig config =
        Given.gateway(folder)
            .yaml("gateway.headers:", "  Authorization: Bearer abc", "  X-Api.Key: '1, 2'")
            .config();
    assertThat(config.first().gateway().headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Authorization", "Bearer abc", "X-Api.Key", "1, 2"));
  }

  @Test
  void theBehaviourNeedsNoGateway() throws Exception {
    ConnectionPolicy policy =
        new ConfigLoader(Protocols.names())
            .policy(
                new Given(folder)
                    .variable("RECONNECT_INITIAL_DELAY", "2s")
                    .variable("GATEWAY_PROTOCOL", "unknown to nobody here")
                    .request());
    assertThat(policy.backoff().baseNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void theBehaviourIsCheckedAllTheSame() {
    ConfigRequest request = new Given(folder).variable("RECONNECT_JITTER", "wild").request();
    assertThatThrownBy(() -> new ConfigLoader(Protocols.names()).policy(request))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RECONNECT_JITTER=wild");
  }

  @Test
  void aProtocolThatDoesNotExistCannotBeOffered() {
    assertThatThrownBy(() -> new ConfigLoader(List.of("raw", "carrier-pigeon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carrier-pigeon");
  }

  @Test
  void aTimeoutLongerThanTheIntervalIsOnlyOdd() throws Exception {
    LoadedConfig loaded = Given.gateway(folder).variable("HEARTBEAT_INTERVAL", "1s").load();
    assertThat(loaded.warnings())
        .containsExactly(
            "HEARTBEAT_TIMEOUT (5s) is longer than HEARTBEAT_INTERVAL (1s): a dead gateway is"
                + " noticed only after 6s");
  }
}
