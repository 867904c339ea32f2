package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several connections in one file: what each is told, and what is wrong with them. */
class ConnectionsTest {

  @TempDir private Path folder;

  @Test
  void oneWithoutANameIsNotAList() throws Exception {
    DaemonConfig config = Given.gateway(folder).config();
    assertThat(config.listed()).isFalse();
    assertThat(ids(config)).containsExactly("gateway");
    assertThat(config.first().required()).isTrue();
  }

  @Test
  void eachHasWhatIsSaidOfItAndOtherwiseWhatIsSaidOfAll() throws Exception {
    DaemonConfig config =
        new Given(folder)
            .yaml(
                "heartbeat.interval: 20s",
                "gateway:",
                "  protocol: json",
                "  headers: {X-Plant: north}",
                "connections:",
                "  press-7:",
                "    gateway:",
                "      url: ws://seven.test/",
                "    heartbeat:",
                "      interval: 7s",
                "  press-8:",
                "    gateway:",
                "      url: ws://eight.test/",
                "      protocol: raw",
                "      headers: {X-Line: two}",
                "    required: off")
            .config();
    assertThat(config.listed()).isTrue();
    assertThat(ids(config)).containsExactly("press-7", "press-8");
    ConnectionConfig seven = config.connections().get(0);
    assertThat(seven.gateway().endpoints()).containsExactly(URI.create("ws://seven.test/"));
    assertThat(seven.gateway().protocol()).isEqualTo("json");
    assertThat(seven.gateway().headers()).containsOnlyKeys("X-Plant");
    assertThat(seven.policy().heartbeat().interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(seven.required()).isTrue();
    ConnectionConfig eight = config.connections().get(1);
    assertThat(eight.gateway().protocol()).isEqualTo("raw");
    assertThat(eight.gateway().headers()).containsOnlyKeys("X-Plant", "X-Line");
    assertThat(eight.policy().heartbeat().interval()).isEqualTo(Duration.ofSeconds(20));
    assertThat(eight.required()).isFalse();
  }

  @Test
  void whatIsSaidOfOneWinsOverTheEnvironment() throws Exception {
    DaemonConfig config =
        twoPresses("    heartbeat.interval: 7s")
            .variable("HEARTBEAT_INTERVAL", "40s")
            .flag("--gateway-url", "ws://all.test/")
            .config();
    assertThat(config.connections().get(0).policy().heartbeat().interval())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(config.connections().get(1).policy().heartbeat().interval())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(config.connections().get(1).gateway().endpoints())
        .containsExactly(URI.create("ws://eight.test/"));
  }

  @Test
  void aTemplateIsWhatSeveralHaveInCommon() throws Exception {
    DaemonConfig config =
        new Given(folder)
            .yaml(
                "templates:",
                "  press:",
                "    gateway:",
                "      url: ws://presses.test/",
                "      token: from-the-template",
                "    subscriptions:",
                "      - name: changes",
                "    reconnect.verdicts:",
                "      4001: stop",
                "connections:",
                "  press-7:",
                "    template: press",
                "  press-8:",
                "    template: press",
                "    gateway:",
                "      token-file: token",
                "    subscriptions: []")
            .file("token", "from-the-file")
            .config();
    ConnectionConfig seven = config.connections().get(0);
    ConnectionConfig eight = config.connections().get(1);
    assertThat(seven.gateway().endpoints()).isEqualTo(eight.gateway().endpoints());
    assertThat(seven.dialogue().subscriptions()).hasSize(1);
    assertThat(eight.dialogue().subscriptions()).isEmpty();
    assertThat(seven.policy().verdicts()).isEqualTo(eight.policy().verdicts());
    assertThat(seven.gateway().credentials().token()).isPresent();
    assertThat(eight.gateway().credentials().token().orElseThrow())
        .isInstanceOf(CredentialValue.InFile.class);
  }

  @Test
  void aThousandAlikeAreOneEntry() throws Exception {
    DaemonConfig config =
        new Given(folder)
            .yaml(
                "connections:",
                "  press-{number}:",
                "    each: {number: 0001..1000}",
                "    gateway:",
                "      url: ws://gateway.test/press/{number}",
                "      headers: {X-Press: 'no {number}', X-Json: '{other}'}")
            .config();
    assertThat(config.connections()).hasSize(1000);
    ConnectionConfig seventh = config.connections().get(6);
    assertThat(seventh.id()).isEqualTo("press-0007");
    assertThat(seventh.gateway().endpoints())
        .containsExactly(URI.create("ws://gateway.test/press/0007"));
    assertThat(seventh.gateway().headers())
        .containsEntry("X-Press", "no 0007")
        .containsEntry("X-Json", "{other}");
  }

  @Test
  void orAListOfWhatTheyDifferIn() throws Exception {
    DaemonConfig config =
        new Given(folder)
            .yaml(
                "templates:",
                "  press:",
                "    gateway.url: ws://{host}:{port}/",
                "connections:",
                "  '{id}':",
                "    template: press",
                "    each:",
                "      - {id: north, host: 10.0.0.7, port: 81}",
                "      - {id: south, host: 10.0.0.8, port: 82}")
            .config();
    assertThat(config.connections())
        .extracting(connection -> connection.gateway().shownEndpoints())
        .containsExactly("ws://10.0.0.7:81/", "ws://10.0.0.8:82/");
  }

  @Test
  void whatIsInForceForAllIsShownOnceAndTheRestByName() throws Exception {
    Given given = twoPresses("    heartbeat.interval: 7s");
    List<EffectiveSetting> all = given.load().effective();
    assertThat(all)
        .contains(
            new EffectiveSetting("HEARTBEAT_INTERVAL", "30s", "default"),
            new EffectiveSetting(
                "connections.press-8.heartbeat.interval", "7s", "holdfast.yaml line 8"))
        .noneMatch(setting -> setting.key().equals("connections.press-7.heartbeat.interval"))
        .noneMatch(setting -> setting.key().equals("connections.press-8.gateway.protocol"));
  }

  @Test
  void partsThatSayTheSameAreEqualWhereverTheyStand() throws Exception {
    ConfigLoader loader = new ConfigLoader(List.of("raw", "json"));
    Given given =
        twoPresses(
                "    acquisitions:",
                "      - {name: a, command: A, data: B, every: 1m}",
                "      - {name: b, command: A, data: B, cron: '0 * * * *'}",
                "    reconnect.verdicts: {4001: stop}",
                "    gateway.proxy: http://proxy.test:3128")
            .file("mine.yaml", "protocol: mine\n");
    DaemonConfig before = loader.load(given.request()).config();
    DaemonConfig after =
        loader
            .load(
                twoPresses(
                        "",
                        "    # moved by two lines",
                        "    acquisitions:",
                        "      - {name: a, command: A, data: B, every: 1m}",
                        "      - {name: b, command: A, data: B, cron: '0 * * * *'}",
                        "    reconnect.verdicts: {4001: stop}",
                        "    gateway.proxy: http://proxy.test:3128")
                    .request())
            .config();
    assertThat(after).isEqualTo(before);
  }

  @Test
  void oneMistakeOfAThousandIsOneProblem() {
    Given given =
        new Given(folder)
            .yaml(
                "connections:",
                "  press-{number}:",
                "    each: {number: 1..1000}",
                "    heartbeat.interval: soon",
                "    gateway.url: ws://gateway.test/{number}");
    assertThat(given.problem())
        .startsWith("connections.press-{number}.heartbeat.interval=soon (holdfast.yaml line 4)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connections: | connections | the name of at least one connection",
        "connections: {press 7: {}} | connections.press 7 | a name of 1 to 60 letters",
        "connections: {'press-{n}': {gateway.url: ws://a/}} | connections.press-{n} | no words for {n}",
        "connections: {a: {gateway.url: ws://a/, template: pres}} | connections.a.template=pres | one of the templates",
        "connections: {a: {gateway.url: ws://a/, required: maybe}} | connections.a.required=maybe | on or off",
        "connections: {a: {protocol: x}} | connections.a.protocol | unknown key",
        "connections: {a: {log.level: info}} | connections.a.log.level | one for the whole daemon",
        "connections: {a: {sinks: []}} | connections.a.sinks | one for the whole daemon",
        "connections: {a: {}} | connections.a.gateway.url | is missing",
        "connections: {a: 7} | connections.a | expected sections",
        "connections: {a: {each: {n: 5..1}}} | connections.a.each | a range of 1 to 10000",
        "connections: {a: {each: {N: 1..5}}} | connections.a.each | the name of a placeholder",
        "connections: {a: {each: many}} | connections.a.each | expected a placeholder with its words",
        "connections: {a: {each: {n: 1..3}, gateway.url: ws://a/}} | connections.a | a is there twice",
        "connections: {a: {gateway.url: ws://a/}, a: {gateway.url: ws://b/}} | connections.a | is given twice",
        "templates: {a: 7} | templates.a | expected sections",
      })
  void whatIsWrongIsNamed(String yaml, String key, String expected) {
    List<String> problems = new Given(folder).yaml(yaml).problems();
    assertThat(problems).anySatisfy(text -> assertThat(text).startsWith(key).contains(expected));
  }

  @Test
  void thereAreTenThousandAtMost() {
    Given given =
        new Given(folder)
            .yaml(
                "connections:",
                "  a{n}: {each: {n: 1..10000}, gateway.url: ws://a/}",
                "  b: {gateway.url: ws://a/}");
    assertThat(given.problem()).contains("at most 10000 connections");
  }

  @Test
  void theSecretsOfAllAreKnown() throws Exception {
    LoadedConfig loaded = twoPresses("    gateway.token: hush-hush-8").load();
    assertThat(loaded.secrets()).contains("hush-hush-8");
    assertThat(loaded.effective()).noneMatch(setting -> setting.shownValue().contains("hush"));
  }

  private Given twoPresses(String... ofTheSecond) {
    String[] lines = new String[7 + ofTheSecond.length];
    String[] first = {
      "connections:",
      "  press-7:",
      "    gateway:",
      "      url: ws://seven.test/",
      "  press-8:",
      "    gateway:",
      "      url: ws://eight.test/"
    };
    System.arraycopy(first, 0, lines, 0, first.length);
    System.arraycopy(ofTheSecond, 0, lines, first.length, ofTheSecond.length);
    return new Given(folder).yaml(lines);
  }

  private static List<String> ids(DaemonConfig config) {
    return config.connections().stream().map(ConnectionConfig::id).toList();
  }
}
