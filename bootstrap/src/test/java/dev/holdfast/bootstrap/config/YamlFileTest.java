package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML files: values stay as they are written, and mistakes have a line. */
class YamlFileTest {

  private final List<ConfigProblem> problems = new ArrayList<>();

  @Test
  void sectionsAndDotsAreTheSame() {
    YamlFile file =
        read("gateway:", "  url: ws://a/", "log.level: debug", "max-message-bytes: 200");
    assertThat(file.top().values().get(Setting.GATEWAY_URL)).isEqualTo(new Written("ws://a/", 2));
    assertThat(file.top().values().get(Setting.LOG_LEVEL)).isEqualTo(new Written("debug", 3));
    assertThat(file.top().values().get(Setting.MAX_MESSAGE_BYTES)).isEqualTo(new Written("200", 4));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "off",
        "no",
        "yes",
        "true",
        "010",
        "0x1F",
        "1_000",
        "1e3",
        "2001-01-01",
        "12:30:45",
        "+1",
        "pa$$w${HOME}\\n",
        "a,b"
      })
  void noValueBecomesSomethingElse(String value) {
    YamlFile file = read("gateway:", "  password: " + value);
    assertThat(file.top().values().get(Setting.GATEWAY_PASSWORD).text()).isEqualTo(value);
    assertThat(problems).isEmpty();
  }

  @Test
  void quotesAndBlocksAreYamls() {
    YamlFile file =
        read(
            "gateway:",
            "  password: 'it''s # \\n'",
            "  token: \"a\\\\b\\u0041\"",
            "  email: >-",
            "    x@y");
    assertThat(file.top().values().get(Setting.GATEWAY_PASSWORD).text()).isEqualTo("it's # \\n");
    assertThat(file.top().values().get(Setting.GATEWAY_TOKEN).text()).isEqualTo("a\\bA");
    assertThat(file.top().values().get(Setting.GATEWAY_EMAIL).text()).isEqualTo("x@y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "---",
        "gateway:",
        "gateway: {}",
        "gateway:\n  url:",
        "gateway:\n  url: ~",
        "gateway:\n  url: ''",
        "log:\n  level: null",
        "gateway:\n  headers:"
      })
  void nothingMeansNotSet(String text) {
    assertThat(read(text).top().values()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void aSecretWithoutAValueIsProbablyAComment() {
    read("gateway:", "  password: #s3cret", "  token:");
    assertThat(texts())
        .containsExactly(
            "gateway.password (x.yaml line 2): has no value; quote it if it begins with #, or"
                + " remove it",
            "gateway.token (x.yaml line 3): has no value; quote it if it begins with #, or remove"
                + " it");
  }

  @Test
  void aListOfUrlsIsKeptApart() {
    YamlFile file = read("gateway:", "  url:", "    - ws://a/x,y", "    - ws://b/");
    assertThat(file.top().values().get(Setting.GATEWAY_URL).text())
        .isEqualTo("ws://a/x,y" + YamlFile.LIST_SEPARATOR + "ws://b/" + YamlFile.LIST_SEPARATOR);
    assertThat(problems).isEmpty();
  }

  @Test
  void onlyUrlsMayBeAList() {
    read("log:", "  level: [info, debug]", "gateway:", "  url:", "    - {a: b}", "    -");
    assertThat(texts())
        .containsExactly(
            "log.level (x.yaml line 2): expected one value",
            "gateway.url (x.yaml line 5): expected a list of URLs",
            "gateway.url (x.yaml line 6): expected a list of URLs");
  }

  @Test
  void unknownKeysAreProblems() {
    read(
        "gatway:",
        "  url: ws://a/",
        "gateway:",
        "  ulr: ws://a/",
        "  header: {a: b}",
        "reconnect.maxdelay: 5s",
        "GATEWAY_URL: ws://a/",
        "something: else",
        "log:",
        "  file: x");
    assertThat(texts())
        .containsExactly(
            "gatway (x.yaml line 1): unknown key; did you mean gateway?",
            "gateway.ulr (x.yaml line 4): unknown key; did you mean gateway.url?",
            "gateway.header (x.yaml line 5): unknown key; did you mean gateway.headers?",
            "reconnect.maxdelay (x.yaml line 6): unknown key; did you mean reconnect.max-delay?",
            "GATEWAY_URL (x.yaml line 7): unknown key; did you mean gateway.url?",
            "something (x.yaml line 8): unknown key",
            "log.file (x.yaml line 10): unknown key");
  }

  @Test
  void aKeyMayStandOnlyOnce() {
    read("log:", "  level: info", "  level: warn", "log.format: json", "log:", "  format: text");
    assertThat(texts())
        .containsExactly(
            "log.level (x.yaml line 3): is given twice in this file",
            "log (x.yaml line 5): is given twice in this file");
  }

  @Test
  void sectionsAreNoValuesAndValuesNoSections() {
    read("gateway: ws://a/", "log:", "  level:", "    info: yes", "heartbeat: [1]");
    assertThat(texts())
        .containsExactly(
            "gateway (x.yaml line 1): expected a section with keys below it",
            "log.level (x.yaml line 4): expected one value",
            "heartbeat (x.yaml line 5): expected a section with keys below it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"just text", "- a\n- b", "42"})
  void theFileIsMadeOfSections(String text) {
    read(text);
    assertThat(texts())
        .containsExactly("x.yaml: expected sections such as gateway: with keys below them");
  }

  @Test
  void syntaxErrorsHaveAPlace() {
    read("gateway:", "  url: ws://a/", " log: x");
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0)).startsWith("x.yaml line 3, column 2: not valid YAML: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*s3cret",
        "&s3cret *s3cret",
        "!s3cret",
        "!s3cret x",
        "@s3cret",
        "`s3cret`",
        "\"s3cret",
        "'s3cret",
        "s3cret: s3cret",
        "{s3cret",
        "[s3cret",
        "%s3cret: x",
        "|s3cret",
        "\"\\s3cret\"",
        "s3cret\u0007",
        "- s3cret"
      })
  void aSecretThatYamlCannotReadIsNotRepeated(String value) {
    read("gateway:", "  password: " + value);
    assertThat(texts()).as(value).isNotEmpty();
    assertThat(texts().toString()).doesNotContain("s3cret");
  }

  @Test
  void severalDocumentsAreTooMany() {
    read("log.level: info", "---", "log.level: warn");
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0)).startsWith("x.yaml line ").contains("not valid YAML");
  }

  @Test
  void anchorsThatReferToThemselvesEnd() {
    read("gateway: &a", "  url: *a", "log: *a");
    assertThat(texts()).isNotEmpty();
  }

  @Test
  void headersAndVerdictsAreKeptAsWritten() {
    YamlFile file =
        read(
            "gateway:",
            "  headers:",
            "    X-Api.Key: off",
            "    Authorization: Bearer abc",
            "reconnect:",
            "  verdicts:",
            "    1000: reconnect",
            "    http 503: spread 5s 30s");
    assertThat(file.top().headers())
        .containsEntry("X-Api.Key", new Written("off", 3))
        .containsEntry("Authorization", new Written("Bearer abc", 4));
    assertThat(file.top().verdicts())
        .containsEntry("1000", new Written("reconnect", 7))
        .containsEntry("http 503", new Written("spread 5s 30s", 8));
    assertThat(problems).isEmpty();
  }

  @Test
  void theirEntriesAreSingleValues() {
    read(
        "gateway:",
        "  headers:",
        "    A: [s3cret]",
        "    B:",
        "    C: x",
        "    C: y",
        "reconnect.verdicts: stop");
    assertThat(texts())
        .containsExactly(
            "gateway.headers.A (x.yaml line 3): expected one value",
            "gateway.headers.B (x.yaml line 4): expected one value",
            "gateway.headers.C (x.yaml line 6): is given twice in this file",
            "reconnect.verdicts (x.yaml line 7): expected a section with keys below it");
  }

  private YamlFile read(String... lines) {
    return YamlFile.read("x.yaml", String.join("\n", lines), problems);
  }

  private List<String> texts() {
    return problems.stream().map(ConfigProblem::text).toList();
  }
}
