package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is named with its key, its value and what was expected, all of them at once. */
class ProblemsTest {

  private static final String DURATION =
      "expected a duration such as 30s, 5m, PT30S or milliseconds";
  private static final String URL =
      "expected a ws:// or wss:// URL such as wss://gateway.example.com/stream";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GATEWAY_PROTOCOL | carrier-pigeon | one of raw, json, ctc, home-assistant, ocpp-j, ocpp-j-1.6,"
            + " ocpp-j-2.0.1, signalk or a file such as my-gateway.yaml",
        "CONNECTION_TIMEOUT | 0 | a duration above zero and at most 1h",
        "CONNECTION_TIMEOUT | PT-5S | a duration above zero and at most 1h",
        "CONNECTION_TIMEOUT | 2h | a duration above zero and at most 1h",
        "LOGIN_TIMEOUT | 0s | a duration above zero and at most 1h",
        "COMMAND_TIMEOUT | 0ms | a duration above zero and at most 1d",
        "ACQUISITION_TIMEOUT | 2d | a duration above zero and at most 1d",
        "HEARTBEAT_INTERVAL | 0 | a duration above zero and at most 1d",
        "HEARTBEAT_TIMEOUT | 0 | a duration above zero and at most 1h",
        "HEARTBEAT_MODE | shout | one of ping, message or none",
        "HEARTBEAT_MODE | message | ping or none, because the protocol raw has no heartbeat"
            + " message",
        "RECONNECT_INITIAL_DELAY | 0 | a duration above zero and at most 1d",
        "RECONNECT_MAX_DELAY | 25h | a duration above zero and at most 1d",
        "RECONNECT_JITTER | wild | one of decorrelated, full, equal, proportional or fixed",
        "RECONNECT_STABLE_AFTER | 2d | a duration from 0 to 1d",
        "RECONNECT_MAX_ATTEMPTS | -1 | a whole number from 0 to 2147483647, or none",
        "RECONNECT_MAX_ATTEMPTS | 2147483648 | a whole number from 0 to 2147483647, or none",
        "RECONNECT_MAX_ATTEMPTS | many | a whole number from 0 to 2147483647, or none",
        "RECONNECT_MAX_ATTEMPTS | 1.5 | a whole number from 0 to 2147483647, or none",
        "OUTBOX_MAX_MESSAGES | 0 | a whole number from 1 to 10000000",
        "OUTBOX_MAX_MESSAGES | 99999999999999999999 | a whole number from 1 to 10000000",
        "OUTBOX_MAX_BYTES | 0 | a whole number from 1 to 1099511627776",
        "MAX_MESSAGE_BYTES | 124 | a whole number from 125 to 1073741824",
        "MAX_MESSAGE_BYTES | 1073741825 | a whole number from 125 to 1073741824",
        "MAX_MESSAGE_BYTES | 16MiB | a whole number from 125 to 1073741824",
        "MAX_BUFFERED_BYTES | 65535 | a whole number from 65536 to 1073741824",
        "COMPRESSION | yes | one of off or on",
        "JOURNAL | yes | one of off or on",
        "JOURNAL | on | off, or OUTBOX durable or the path of a file: the journal is kept there",
        "CONNECTION_ROTATE_BEFORE_EXPIRY | yes | one of off or on",
        "SHUTDOWN_TIMEOUT | 0 | a duration above zero and at most 10m",
        "LOG_LEVEL | loud | one of trace, debug, info, warn, error or off",
        "LOG_FORMAT | xml | one of text or json",
        "CONNECTION_MAX_LIFETIME | 366d | a duration above zero and at most 365d",
        "CONNECTION_MAX_LIFETIME | 0 | a duration above zero and at most 365d",
      })
  void aValueOutOfRangeIsNamed(String key, String value, String expected) {
    assertThat(Given.gateway(folder).variable(key, value).problem())
        .isEqualTo(key + "=" + value + " (environment): expected " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECTION_TIMEOUT",
        "LOGIN_TIMEOUT",
        "COMMAND_TIMEOUT",
        "ACQUISITION_TIMEOUT",
        "HEARTBEAT_INTERVAL",
        "HEARTBEAT_TIMEOUT",
        "RECONNECT_INITIAL_DELAY",
        "RECONNECT_MAX_DELAY",
        "RECONNECT_STABLE_AFTER",
        "SHUTDOWN_TIMEOUT",
      })
  void whatIsNoDurationIsNamed(String key) {
    for (String value : List.of("5x", "-3s", "banana", "P", "99999999999999999999")) {
      assertThat(Given.gateway(folder).variable(key, value).problem())
          .isEqualTo(key + "=" + value + " (environment): " + DURATION);
    }
  }

  @Test
  void theLifetimeMayBeOff() {
    assertThat(Given.gateway(folder).variable("CONNECTION_MAX_LIFETIME", "never").problem())
        .isEqualTo("CONNECTION_MAX_LIFETIME=never (environment): " + DURATION + ", or off");
  }

  @Test
  void theLifetimeMustLeaveTimeToBeStable() {
    assertThat(Given.gateway(folder).variable("CONNECTION_MAX_LIFETIME", "10s").problem())
        .isEqualTo(
            "CONNECTION_MAX_LIFETIME=10s (environment): expected at least 1s more than"
                + " RECONNECT_STABLE_AFTER, which is 10s (default), or off");
    assertThat(
            Given.gateway(folder)
                .variable("CONNECTION_MAX_LIFETIME", "10s")
                .variable("RECONNECT_STABLE_AFTER", "9s")
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere at all",
        "127.0.0.1",
        ":80",
        "9470",
        "host:99999",
        "::1:80",
        "http://h:80",
        "[]:1"
      })
  void anAddressHasHostAndPort(String value) {
    assertThat(Given.gateway(folder).variable("ADMIN_ADDRESS", value).problem())
        .isEqualTo(
            "ADMIN_ADDRESS="
                + value
                + " (environment): expected an address with a port such as 127.0.0.1:9470 or"
                + " [::1]:9470, or off");
  }

  @Test
  void theDelaysAreInOrder() {
    assertThat(
            Given.gateway(folder)
                .variable("RECONNECT_INITIAL_DELAY", "10s")
                .yaml("reconnect.max-delay: 1s")
                .problem())
        .isEqualTo(
            "reconnect.max-delay=1s (holdfast.yaml line 1): expected at least"
                + " RECONNECT_INITIAL_DELAY, which is 10s (environment)");
    assertThat(
            new Given(folder)
                .variable("GATEWAY_URL", "ws://x/")
                .variable("RECONNECT_INITIAL_DELAY", "1m")
                .problem())
        .isEqualTo(
            "RECONNECT_INITIAL_DELAY=1m (environment): expected at most RECONNECT_MAX_DELAY, which"
                + " is 30s (default); set that too if need be");
    assertThat(
            Given.gateway(folder)
                .variable("RECONNECT_INITIAL_DELAY", "10s")
                .variable("RECONNECT_MAX_DELAY", "10s")
                .problems())
        .isEmpty();
  }

  @Test
  void theGatewayMustBeNamed() {
    assertThat(new Given(folder).problem())
        .isEqualTo(
            "GATEWAY_URL is missing: "
                + URL
                + "; set the variable, or gateway.url in the file of --config");
  }

  @Test
  void nothingIsMissedThatMayStandInAFileThatCannotBeRead() {
    assertThat(new Given(folder).configFile("not-there.yaml").problem()).startsWith("--config=");
    assertThat(new Given(folder).envFile("not-there.env").problem()).startsWith("--env-file=");
    assertThat(new Given(folder).yaml("gateway:", "  url: [").problem()).contains("not valid YAML");
    assertThat(new Given(folder).yaml("gateway:", "  ulr: ws://a/").problems()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway.test/x | ",
        "127.0.0.1:80 | ; a character in it must be percent-encoded or left out",
        "http://gateway.test/ | ; ws:// takes the place of http://",
        "https://gateway.test/ | ; wss:// takes the place of https://",
        "ftp://gateway.test/ | ",
        "ws:// | ; a character in it must be percent-encoded or left out",
        "ws:///x | ; its host may hold letters, digits, hyphens and dots, or be an IP address",
        "ws:gateway.test | ; its host may hold letters, digits, hyphens and dots, or be an IP"
            + " address",
        "ws://my_gateway:80/ | ; its host may hold letters, digits, hyphens and dots, or be an IP"
            + " address",
        "ws://host:port/ | ; its host may hold letters, digits, hyphens and dots, or be an IP"
            + " address",
        "ws://bad host/ | ; a character in it must be percent-encoded or left out",
        "ws://host/a b | ; a character in it must be percent-encoded or left out",
        "ws://host/%zz | ; a character in it must be percent-encoded or left out",
        ", | ",
      })
  void aGatewayIsAWebSocketUrl(String url, String more) {
    assertThat(new Given(folder).variable("GATEWAY_URL", url).problem())
        .isEqualTo("GATEWAY_URL=" + url + " (environment): " + URL + (more == null ? "" : more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://host:0/ | a URL with a port from 1 to 65535",
        "ws://host:99999/ | a URL with a port from 1 to 65535",
        "ws://host/#top | a URL without a fragment (RFC 6455 section 3); write %23 for #",
        "ws://host/a%0d%0aX: | a URL without line breaks (%0d, %0a)",
        "ws://host/a?%0AX | a URL without line breaks (%0d, %0a)",
      })
  void andNothingMore(String url, String expected) {
    assertThat(new Given(folder).variable("GATEWAY_URL", url).problem())
        .endsWith(" (environment): expected " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://a/\r\nX: y", "ws://a/\n", "ws://a/\u0000", "ws://a\u001Fb"})
  void lineBreaksInAUrlStayOnOneLine(String url) {
    List<String> problems = new Given(folder).variable("GATEWAY_URL", url + "x").problems();
    assertThat(problems).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContain("\n"));
  }

  @Test
  void everyWrongGatewayOfAListIsNamed() {
    assertThat(
            new Given(folder).variable("GATEWAY_URL", "ws://a/, http://b/, ws://c:0/").problems())
        .hasSize(2)
        .satisfies(
            problems -> {
              assertThat(problems.get(0)).startsWith("GATEWAY_URL=http://b/ (environment)");
              assertThat(problems.get(1)).startsWith("GATEWAY_URL=ws://c:0/ (environment)");
            });
  }

  @Test
  void headersAreThoseOfHttp() {
    assertThat(
            Given.gateway(folder)
                .yaml(
                    "gateway:",
                    "  headers:",
                    "    'Bad Name': x",
                    "    Upgrade: x",
                    "    X-A: \"a\\r\\nX: y\"",
                    "    X-B: gr\u00FC\u00DFe",
                    "    X-C: x",
                    "    x-c: y")
                .problems())
        .containsExactly(
            "gateway.headers.Bad Name (holdfast.yaml line 3): expected the name of an HTTP header",
            "gateway.headers.Upgrade (holdfast.yaml line 4): this header belongs to the handshake"
                + " itself; leave it out",
            "gateway.headers.X-A (holdfast.yaml line 5): expected printable ASCII without line"
                + " breaks, 8192 at most",
            "gateway.headers.X-B (holdfast.yaml line 6): expected printable ASCII without line"
                + " breaks, 8192 at most",
            "gateway.headers.x-c (holdfast.yaml line 8): is given twice in this file");
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Given given =
        new Given(folder)
            .variable("GATEWAY_URL", "http://x/")
            .variable("GATEWAY_PROTOCOL", "carrier-pigeon")
            .variable("HEARTBEAT_INTERVAL", "banana")
            .variable("RECONNECT_MAX_DELAY", "5x")
            .variable("ADMIN_ADDRESS", "nowhere")
            .variable("GATEWAY_TOKEN_FILE", "not-there")
            .yaml("log:", "  levle: info", "gateway.headers: {Upgrade: x}", "outbox.max-bytes: 0")
            .dotEnv("LOG_FORMAT=xml", "GATEWAY_USER=me")
            .flag("--log-level", "loud");
    assertThat(given.problems())
        .extracting(text -> text.replaceFirst("[= ].*", ""))
        .containsExactlyInAnyOrder(
            "GATEWAY_URL",
            "GATEWAY_PROTOCOL",
            "HEARTBEAT_INTERVAL",
            "RECONNECT_MAX_DELAY",
            "ADMIN_ADDRESS",
            "GATEWAY_TOKEN_FILE",
            "log.levle",
            "gateway.headers.Upgrade",
            "outbox.max-bytes",
            "LOG_FORMAT",
            "GATEWAY_USER",
            "--log-level");
    ConfigException thrown = catchThrowableOfType(ConfigException.class, given::load);
    assertThat(thrown).hasMessageStartingWith("wrong configuration, 12 problems:\n  ");
    assertThat(thrown.getMessage().lines()).hasSize(13);
  }

  @Test
  void aLongOrUglyValueIsShownShortAndOnOneLine() {
    assertThat(Given.gateway(folder).variable("LOG_LEVEL", "x".repeat(5000)).problem())
        .startsWith("LOG_LEVEL=" + "x".repeat(200) + "... (environment): expected")
        .hasSizeLessThan(400);
    assertThat(Given.gateway(folder).variable("LOG_LEVEL", "a\nb\u001B[31m\u2028c").problem())
        .startsWith("LOG_LEVEL=a\uFFFDb\uFFFD[31m\uFFFDc (environment): expected");
  }
}
