package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings may be written, which place wins, and which places are not read. */
class SourcesTest {

  @TempDir private Path folder;

  @Test
  void laterWins() throws Exception {
    Given given = Given.gateway(folder);
    assertSource(given, "info", "default");
    given.yaml("# first", "log.level: error");
    assertSource(given, "error", "holdfast.yaml line 2");
    given.dotEnv("", "LOG_LEVEL=warn");
    assertSource(given, "warn", ".env line 2");
    given.variable("LOG_LEVEL", "debug");
    assertSource(given, "debug", "environment");
    given.flag("--log-level", "trace");
    assertSource(given, "trace", "command line");
  }

  @ParameterizedTest
  @EnumSource
  void everyPlaceWinsOverTheOnesBefore(Setting setting) throws Exception {
    // Nothing may be given in two ways, and files must exist: these have tests of their own.
    if (setting.name().endsWith("_FILE") || setting.secret()) {
      return;
    }
    List<String> values = samples(setting);
    Given given = new Given(folder).yaml(setting.key() + ": '" + values.get(0) + "'").dotEnv();
    if (setting != Setting.GATEWAY_URL) {
      given.variable("GATEWAY_URL", "ws://gateway.test/");
    }
    partners(setting).forEach(given::variable);
    assertThat(given.shown(setting.name())).isEqualTo(values.get(0));
    given.dotEnv(setting.name() + "=" + values.get(1));
    assertThat(given.shown(setting.name())).isEqualTo(values.get(1));
    given.variable(setting.name(), values.get(2));
    assertThat(given.shown(setting.name())).isEqualTo(values.get(2));
    given.flag(setting.flag(), values.get(3));
    assertThat(given.shown(setting.name())).isEqualTo(values.get(3));
    assertThat(given.sourceOf(setting.name())).isEqualTo("command line");
  }

  /** Settings that say nothing without each other. */
  private static Map<String, String> partners(Setting setting) {
    Map<String, String> partners = new TreeMap<>();
    if (setting.name().startsWith("GATEWAY_OAUTH_")) {
      partners.put("GATEWAY_OAUTH_TOKEN_URL", "https://login.test/");
      partners.put("GATEWAY_OAUTH_CLIENT_ID", "press-7");
      partners.put("GATEWAY_OAUTH_CLIENT_SECRET", "s3cret");
    } else if (setting.name().startsWith("SINK_MQTT_")) {
      partners.put("SINK_MQTT_URL", "mqtt://broker.test");
    }
    partners.remove(setting.name());
    return partners;
  }

  private static List<String> samples(Setting setting) {
    return switch (setting) {
      case ALERT_COMMAND -> List.of("a", "b", "c", "d");
      case OTLP_URL -> List.of("http://a/", "https://b/", "http://c/", "https://d/");
      case METRICS_MAX_CONNECTIONS -> List.of("0", "1", "2", "10000");
      case GATEWAY_OAUTH_TOKEN_URL ->
          List.of("https://a/", "https://b/", "https://c/", "https://d/");
      case GATEWAY_OAUTH_CLIENT_AUTH ->
          List.of(
              "client_secret_post",
              "client_secret_basic",
              "client_secret_post",
              "client_secret_basic");
      case GATEWAY_TOKEN_TIMEOUT -> List.of("1s", "2s", "3s", "4s");
      case SINK_WEBHOOK_URL -> List.of("https://a/", "https://b/", "https://c/", "https://d/");
      case SINK_MQTT_URL -> List.of("mqtt://a", "mqtts://b", "mqtt://c", "mqtts://d");
      case GATEWAY_URL -> List.of("ws://a/", "ws://b/", "wss://c/", "ws://d/");
      case GATEWAY_PROTOCOL -> List.of("json", "raw", "json", "raw");
      case GATEWAY_EMAIL -> List.of("a@x", "b@x", "c@x", "d@x");
      case HEARTBEAT_MODE -> List.of("ping", "none", "ping", "none");
      case RECONNECT_JITTER -> List.of("full", "equal", "fixed", "proportional");
      case LOG_LEVEL -> List.of("warn", "error", "debug", "trace");
      case OUTBOX -> List.of("a.db", "memory", "/b", "c/d");
      case OUTBOX_BEST_EFFORT_OVERFLOW ->
          List.of("drop-oldest", "refuse-newest", "drop-oldest", "refuse-newest");
      // Without a file there can be none.
      case JOURNAL -> List.of("off", "false", "off", "false");
      case COMPRESSION, CONNECTION_ROTATE_BEFORE_EXPIRY -> List.of("on", "off", "on", "off");
      case LOG_FORMAT -> List.of("json", "text", "json", "text");
      case ADMIN_ADDRESS -> List.of("off", "127.0.0.1:1", "off", "[::1]:2");
      case RECONNECT_MAX_ATTEMPTS -> List.of("1", "none", "3", "0");
      case JOURNAL_MAX_MESSAGES, JOURNAL_MAX_BYTES -> List.of("1101", "1102", "1103", "1104");
      case OUTBOX_MAX_MESSAGES,
          OUTBOX_MAX_BYTES,
          OUTBOX_LATEST_VALUE_MAX_MESSAGES,
          OUTBOX_LATEST_VALUE_MAX_BYTES,
          OUTBOX_BEST_EFFORT_MAX_MESSAGES,
          OUTBOX_BEST_EFFORT_MAX_BYTES,
          OUTBOX_MAX_DEAD_LETTERS,
          OUTBOX_REPLAY_RATE,
          MAX_MESSAGE_BYTES,
          MAX_FRAME_BYTES,
          MAX_FRAGMENTS,
          MAX_HEADER_BYTES ->
          List.of("1101", "1102", "1103", "1104");
      case MAX_BUFFERED_BYTES -> List.of("65536", "65537", "65538", "65539");
      case RECONNECT_MAX_DELAY, CONNECTION_MAX_LIFETIME -> List.of("31s", "32s", "33s", "34s");
      default -> List.of("11s", "12s", "13s", "14s");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void nothingInAStrongerPlaceMeansNotSetThere(String nothing) throws Exception {
    Given given =
        Given.gateway(folder)
            .yaml("log.level: error")
            .dotEnv("LOG_LEVEL=" + nothing)
            .variable("LOG_LEVEL", nothing)
            .flag("--log-level", nothing);
    assertSource(given, "error", "holdfast.yaml line 1");
  }

  @Test
  void aNamedFileOfVariablesReplacesTheUsualOne() throws Exception {
    Given given =
        Given.gateway(folder)
            .dotEnv("LOG_LEVEL=warn", "LOG_FORMAT=json")
            .file("my settings", "LOG_LEVEL=debug\n")
            .envFile("my settings");
    assertSource(given, "debug", "my settings line 1");
    assertThat(given.sourceOf("LOG_FORMAT")).isEqualTo("default");
  }

  @Test
  void theUsualFileNeedNotExistAndMayBeAFolder() throws Exception {
    assertThat(Given.gateway(folder).problems()).isEmpty();
    Files.createDirectory(folder.resolve(".env"));
    assertThat(Given.gateway(folder).problems()).isEmpty();
  }

  @Test
  void aNamedFileMustExist() {
    assertThat(Given.gateway(folder).envFile("not-there.env").problem())
        .isEqualTo(
            "--env-file=not-there.env (command line): expected a readable file, but there is no"
                + " such file");
    assertThat(Given.gateway(folder).configFile("not-there.yaml").problem())
        .isEqualTo(
            "--config=not-there.yaml (command line): expected a readable file, but there is no such"
                + " file");
  }

  @Test
  void aNamedFileMustBeAFileOfText() throws Exception {
    Files.createDirectory(folder.resolve("folder"));
    assertThat(Given.gateway(folder).configFile("folder").problem())
        .endsWith("expected a readable file, but it is a directory");
    Files.write(folder.resolve("latin"), "# gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Given.gateway(folder).configFile("latin").problem())
        .endsWith("expected a readable file, but it is not UTF-8 text");
    assertThat(Given.gateway(folder).envFile("latin").problem())
        .endsWith("expected a readable file, but it is not UTF-8 text");
    Files.write(folder.resolve("large"), new byte[(8 << 20) + 1]);
    assertThat(Given.gateway(folder).configFile("large").problem())
        .endsWith("expected a readable file, but it is larger than 8388608 bytes");
  }

  @Test
  void theUsualFileMustBeReadableIfItExists() throws Exception {
    Files.write(folder.resolve(".env"), new byte[] {(byte) 0xFF});
    assertThat(Given.gateway(folder).problem())
        .isEqualTo(".env: expected a readable file, but it is not UTF-8 text");
  }

  @Test
  void aByteOrderMarkIsNoPartOfAFile() throws Exception {
    assertSource(Given.gateway(folder).dotEnv("\uFEFFLOG_LEVEL=warn"), "warn", ".env line 1");
    assertSource(
        Given.gateway(folder).dotEnv().yaml("\uFEFFlog.level: warn"),
        "warn",
        "holdfast.yaml line 1");
  }

  @Test
  void othersVariablesInTheEnvironmentAreNoProblem() throws Exception {
    LoadedConfig loaded =
        Given.gateway(folder)
            .variable("GATEWAY_ULR", "x")
            .variable("LOG_FILE", "x")
            .variable("gateway_url", "x")
            .variable("GATEWAY_SERVICE_HOST", "10.0.0.1")
            .variable("GATEWAY_SERVICE_PORT_HTTP", "80")
            .variable("GATEWAY_PORT", "tcp://10.0.0.1:80")
            .variable("GATEWAY_PORT_80_TCP_ADDR", "10.0.0.1")
            .variable("JOURNAL_STREAM", "8:12345")
            .variable("PATH", "/bin")
            .load();
    assertThat(loaded.warnings())
        .containsExactly(
            "The variable GATEWAY_ULR in the environment has no meaning here; did you mean"
                + " GATEWAY_URL?",
            "The variable LOG_FILE in the environment has no meaning here",
            "The variable gateway_url in the environment has no meaning here; did you mean"
                + " GATEWAY_URL?");
  }

  @Test
  void variablesThatTheLibraryKnowsMeanNothing() throws Exception {
    Given given =
        Given.gateway(folder)
            .variable("CONFIG_ORDINAL", "not a number")
            .variable("SMALLRYE_CONFIG_PROFILE", "prod")
            .variable("MP_CONFIG_PROFILE", "prod")
            .variable("_PROD_LOG_LEVEL", "trace")
            .variable("SMALLRYE_CONFIG_LOCATIONS", "/nowhere")
            .yaml("log.level: warn");
    assertSource(given, "warn", "holdfast.yaml line 1");
    assertThat(given.yaml("'%prod.log.level': trace").problem()).contains("unknown key");
  }

  @Test
  void systemPropertiesAndFilesOnTheClassPathAreNotRead() throws Exception {
    Path metaInf = Files.createDirectories(folder.resolve("classes/META-INF"));
    Files.writeString(metaInf.resolve("microprofile-config.properties"), "log.level=trace\n");
    Files.writeString(folder.resolve("classes/application.properties"), "log.level=trace\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    System.setProperty("log.level", "trace");
    System.setProperty("LOG_LEVEL", "trace");
    try (URLClassLoader loader = new URLClassLoader(classes, before)) {
      thread.setContextClassLoader(loader);
      assertSource(Given.gateway(folder), "info", "default");
    } finally {
      thread.setContextClassLoader(before);
      System.clearProperty("log.level");
      System.clearProperty("LOG_LEVEL");
    }
  }

  @ParameterizedTest
  @CsvSource({"--gateway-password", "--gateway-token", "--gateway-ulr", "--config", "LOG_LEVEL"})
  void secretsAndUnknownSettingsHaveNoFlag(String flag) {
    ConfigRequest request = new Given(folder).request();
    assertThatThrownBy(() -> request.withFlag(flag, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(flag);
  }

  @Test
  void problemsNameTheKeyAsItIsWrittenThere() throws IOException {
    assertThat(Given.gateway(folder).variable("LOG_LEVEL", "loud").problem())
        .startsWith("LOG_LEVEL=loud (environment): expected one of trace, debug, info, ");
    assertThat(Given.gateway(folder).flag("--log-level", "loud").problem())
        .startsWith("--log-level=loud (command line): expected one of ");
    assertThat(Given.gateway(folder).yaml("log:", "  level: loud").problem())
        .startsWith("log.level=loud (holdfast.yaml line 2): expected one of ");
    assertThat(Given.gateway(folder).dotEnv("LOG_LEVEL=loud").problem())
        .startsWith("LOG_LEVEL=loud (.env line 1): expected one of ");
  }

  private static void assertSource(Given given, String level, String source) throws Exception {
    assertThat(given.shown("LOG_LEVEL")).isEqualTo(level);
    assertThat(given.config().log().level().id()).isEqualTo(level);
    assertThat(given.sourceOf("LOG_LEVEL")).isEqualTo(source);
  }
}
