package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.config.SinkConfig.Body;
import dev.holdfast.bootstrap.config.SinkConfig.Every;
import dev.holdfast.bootstrap.config.SinkConfig.Payload;
import dev.holdfast.bootstrap.config.SinkQueueConfig.WhenFull;
import dev.holdfast.domain.backoff.Backoff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where messages go: a list in YAML, variables for the common cases, standard output otherwise. */
class SinksTest {

  @TempDir private Path folder;

  private Given given;

  @BeforeEach
  void give() {
    given = Given.gateway(folder);
  }

  @Test
  void withoutAWordItIsStandardOutput() throws ConfigException {
    assertThat(given.config().sinks())
        .singleElement()
        .isInstanceOf(SinkConfig.StandardOutput.class)
        .extracting(SinkConfig::name)
        .isEqualTo("stdout");
    assertThat(given.shown("sinks")).isEqualTo("stdout");
  }

  @Test
  void everyOptionOfAFileIsRead() throws ConfigException {
    given.yaml(
        "sinks:",
        "  - type: file",
        "    name: readings",
        "    path: data/readings.ndjson",
        "    rotate-bytes: 5000",
        "    rotate-every: hour",
        "    keep: 3",
        "    compress: off",
        "    fsync: 2s",
        "    max-messages: 100",
        "    max-bytes: 2000",
        "    when-full: drop-oldest",
        "    batch-messages: 50",
        "    batch-bytes: 1000",
        "    linger: 1s",
        "    retry-initial-delay: 2s",
        "    retry-max-delay: 3s");

    SinkConfig.File file = (SinkConfig.File) given.config().sinks().get(0);
    assertThat(file)
        .isEqualTo(
            new SinkConfig.File(
                "readings",
                file.queue(),
                folder.resolve("data/readings.ndjson"),
                OptionalLong.of(5_000),
                Optional.of(Every.HOUR),
                OptionalInt.of(3),
                false,
                Optional.of(Duration.ofSeconds(2))));
    assertThat(file.queue())
        .isEqualTo(
            new SinkQueueConfig(
                100,
                2_000,
                WhenFull.DROP_OLDEST,
                50,
                1_000,
                Duration.ofSeconds(1),
                new Backoff(
                    Backoff.defaults().jitter(), Duration.ofSeconds(2), Duration.ofSeconds(3))));
    assertThat(given.shown("sinks[0].fsync")).isEqualTo("2s");
    assertThat(given.sourceOf("sinks[0].keep")).isEqualTo("holdfast.yaml line 7");
  }

  @ParameterizedTest
  @CsvSource({"never, ''", "batch, PT0S", "500, PT0.5S"})
  void whenAFileIsSynced(String written, String within) throws ConfigException {
    given.yaml("sinks:", "  - type: file", "    path: x", "    fsync: " + written);

    assertThat(((SinkConfig.File) given.config().sinks().get(0)).syncWithin())
        .isEqualTo(within.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(within)));
  }

  @Test
  void everyOptionOfAWebhookIsReadAndItsSecretsAreMasked() throws ConfigException {
    given
        .file("key", "from-a-file-1\n")
        .variable("TOKEN_OF_HALL", "from-a-variable")
        .yaml(
            "sinks:",
            "  - type: webhook",
            "    url: https://example.com/in?key=hidden-in-url",
            "    format: array",
            "    timeout: 3s",
            "    token-env: TOKEN_OF_HALL",
            "    secret-file: key",
            "    headers:",
            "      X-Site: hidden-in-header");

    SinkConfig.Webhook webhook = (SinkConfig.Webhook) given.config().sinks().get(0);
    assertThat(webhook.name()).isEqualTo("webhook");
    assertThat(webhook.url()).isEqualTo(URI.create("https://example.com/in?key=hidden-in-url"));
    assertThat(webhook.body()).isEqualTo(Body.ARRAY);
    assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(webhook.headers()).containsEntry("X-Site", "hidden-in-header");
    assertThat(webhook.token()).contains(new CredentialValue.Given("from-a-variable"));
    assertThat(webhook.secret()).contains(new CredentialValue.InFile(folder.resolve("key")));
    LoadedConfig loaded = given.load();
    assertThat(loaded.secrets())
        .contains("from-a-variable", "from-a-file-1", "hidden-in-url", "hidden-in-header");
    assertThat(loaded.effective() + " " + webhook)
        .doesNotContain("from-a", "hidden-in")
        .contains("https://example.com/in?key=***");
  }

  @Test
  void everyOptionOfABrokerIsRead() throws ConfigException {
    given.yaml(
        "sinks:",
        "  - type: mqtt",
        "    url: mqtts://broker.example.com",
        "    topic: plant/{connection}",
        "    payload: record",
        "    retain: on",
        "    client-id: hall-3",
        "    username: writer",
        "    password: s3cret");

    SinkConfig.Mqtt mqtt = (SinkConfig.Mqtt) given.config().sinks().get(0);
    assertThat(mqtt)
        .isEqualTo(
            new SinkConfig.Mqtt(
                "mqtt",
                mqtt.queue(),
                URI.create("mqtts://broker.example.com"),
                "plant/{connection}",
                Payload.RECORD,
                true,
                Optional.of("hall-3"),
                Duration.ofSeconds(10),
                Optional.of("writer"),
                Optional.of(new CredentialValue.Given("s3cret")),
                Optional.empty()));
    assertThat(given.shown("sinks[0].password")).isEqualTo("***");
  }

  @Test
  void severalSinksGetNamesOfTheirOwn() throws ConfigException {
    given.yaml(
        "sinks:",
        "  - type: stdout",
        "  - {type: file, path: a}",
        "  - {type: file, path: b}",
        "  - {type: file, path: c, name: other}");

    assertThat(given.config().sinks())
        .extracting(SinkConfig::name)
        .containsExactly("stdout", "file", "file-2", "other");
  }

  @Test
  void variablesAddSinksToTheList() throws ConfigException {
    given
        .variable("SINK_FILE", "readings.ndjson")
        .variable("SINK_WEBHOOK_URL", "http://example.com/in")
        .variable("SINK_WEBHOOK_SECRET", "very-secret")
        .variable("SINK_MQTT_URL", "mqtt://broker")
        .variable("SINK_MQTT_TOPIC", "t/{connection}")
        .yaml("sinks:", "  - type: stdout");

    assertThat(given.config().sinks())
        .extracting(SinkConfig::name)
        .containsExactly("stdout", "file", "webhook", "mqtt");
    assertThat(given.shown("SINK_FILE")).isEqualTo("readings.ndjson");
    assertThat(given.shown("SINK_WEBHOOK_SECRET")).isEqualTo("***");
    assertThat(given.load().secrets()).contains("very-secret");
  }

  @Test
  void everyMistakeIsNamedWithItsLine() {
    given.yaml(
        "sinks:",
        "  - type: fil",
        "    path: a",
        "  - path: b",
        "  - type: file",
        "  - type: file",
        "    path: c",
        "    rotate-evry: day",
        "    keep: many",
        "    when-full: panic",
        "    batch-messages: 20",
        "    max-messages: 10",
        "    fsync: sometimes",
        "  - type: webhook",
        "    url: ftp://example.com/",
        "    secret: a",
        "    secret-file: b",
        "  - type: mqtt",
        "    url: mqtt://user:hidden@broker/",
        "    topic: plant/#");

    assertThat(given.problems())
        .containsExactlyInAnyOrder(
            "sinks[0].type=fil (holdfast.yaml line 2): expected one of stdout, file, webhook or"
                + " mqtt; did you mean file?",
            "sinks[1].type (holdfast.yaml line 4): is missing: expected one of stdout, file,"
                + " webhook or mqtt",
            "sinks[2].path (holdfast.yaml line 5): is missing: expected the path of a file",
            "sinks[3].rotate-evry (holdfast.yaml line 8): unknown key; did you mean rotate-every?",
            "sinks[3].keep=many (holdfast.yaml line 9): expected a whole number from 0 to 1000000,"
                + " or all",
            "sinks[3].when-full=panic (holdfast.yaml line 10): expected one of block, drop-newest"
                + " or drop-oldest",
            "sinks[3].batch-messages=20 (holdfast.yaml line 11): expected at most max-messages,"
                + " which is 10",
            "sinks[3].fsync=sometimes (holdfast.yaml line 13): expected never, batch or an interval"
                + " such as 1s, at most 1h",
            "sinks[4].url=ftp://example.com/ (holdfast.yaml line 15): expected a URL such as"
                + " https://example.com/readings",
            "sinks[4].secret-file (holdfast.yaml line 17): expected only one, but sinks[4].secret"
                + " is given too",
            "sinks[5].url=mqtt://***@broker/ (holdfast.yaml line 19): expected a URL such as"
                + " mqtts://broker.example.com:8883, without user name and password",
            "sinks[5].topic=plant/# (holdfast.yaml line 20): expected a topic without wildcards,"
                + " such as plant/{connection}");
  }

  @Test
  void twoSinksOfOnePlaceOrNameAreOneTooMany() {
    given.yaml(
        "sinks:",
        "  - {type: file, path: a, name: x}",
        "  - {type: file, path: ./a, name: x}",
        "  - type: stdout",
        "  - type: stdout");

    assertThat(given.problems())
        .containsExactly(
            "sinks[1].name=x (holdfast.yaml line 3): expected a name that no other sink has",
            "sinks[1] (holdfast.yaml line 3): another sink writes there already",
            "sinks[3] (holdfast.yaml line 5): another sink writes there already");
  }

  @Test
  void aListIsExpected() {
    given.yaml("sinks:", "  type: file");
    assertThat(given.problem())
        .isEqualTo(
            "sinks (holdfast.yaml line 2): expected a list, each entry beginning like - type: file");
  }

  @Test
  void aSecretAloneMakesNoSink() {
    given.variable("SINK_WEBHOOK_SECRET", "very-secret");
    assertThat(given.problem())
        .isEqualTo("SINK_WEBHOOK_SECRET (environment): means nothing without SINK_WEBHOOK_URL");
  }

  @Test
  void aMistakeInAVariableNamesTheVariable() {
    given.variable("SINK_MQTT_URL", "broker:1883");
    assertThat(given.problem())
        .isEqualTo(
            "SINK_MQTT_URL=broker:1883 (environment): expected a URL such as"
                + " mqtts://broker.example.com:8883");
  }

  @Test
  void theKeyOfTheListIsSuggested() {
    given.yaml("snks:", "  - type: stdout");
    assertThat(given.problem()).contains("did you mean sinks?");
  }

  @Test
  void anEmptyListIsStandardOutput() throws ConfigException {
    given.yaml("sinks: []");
    assertThat(given.config().sinks()).hasSize(1);
    assertThat(List.of(given.shown("sinks"))).containsExactly("stdout");
  }
}
