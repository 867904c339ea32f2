package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.verdict.VerdictTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code holdfast explain}. */
class ExplainCommandTest {

  @TempDir private Path folder;

  @Test
  void saysWhatWouldHappenAndWhy() {
    Outcome outcome = explain(Map.of(), "1012");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            1012
              what      The gateway sent a close frame with code 1012: service restart.
              cause     closed-by-gateway (closed by the gateway)
              ended by  the gateway
              verdict   reconnect, spread out: first retry after 5 to 30 s; further ones likewise, or after the backoff's delay if that is longer (at most 30 s)
              why       The gateway restarts; the IANA registry asks for 5 to 30 seconds.
              set by    default
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000 | stop: no further attempt (exit code 0)",
        "1008 | stop: no further attempt (exit code 3)",
        "shutdown | stop: no further attempt (exit code 0)",
        "1011 | reconnect with backoff: first retry after 1 to 3 s, growing to at most 30 s",
        "1001 | reconnect, spread out: first retry after 1 to 10 s;",
        "http 503 | reconnect not before Retry-After: as long as Retry-After asks, at most 10 min,"
            + " plus up to a tenth of that or up to the backoff's delay; without Retry-After, first"
            + " retry after 1 to 3 s, growing to at most 30 s",
        "1013 | reconnect not before Retry-After: only an HTTP answer can carry one, so with"
            + " backoff: first retry after 1 to 3 s",
        "http 401 | fresh credentials, then once more: one more try after 1 to 3 s; rejected again,"
            + " it stops if these credentials never worked (exit code 3), otherwise it retries"
            + " every 4 to 6 min and reports unhealthy",
        "rotation | reconnect at once: after 0 to 1 s",
      })
  void theVerdictIsWorkedOut(String asked, String verdict) {
    assertThat(explain(Map.of(), asked.split(" ", -1)).out()).contains("  verdict   " + verdict);
  }

  @Test
  void aStatusMayBeWrittenInAnyWay() {
    String expected = explain(Map.of(), "http", "503").out();
    assertThat(expected).startsWith("http 503\n").contains("HTTP 503 (Service Unavailable)");
    assertThat(explain(Map.of(), "503").out()).isEqualTo(expected);
    assertThat(explain(Map.of(), "http-503").out()).isEqualTo(expected);
    assertThat(explain(Map.of(), "HTTP 503").out()).isEqualTo(expected);
  }

  @Test
  void codesThatAreNeverSentStandForWhatTheyMean() {
    assertThat(explain(Map.of(), "1006").out()).startsWith("link-lost\n").contains("1006");
    assertThat(explain(Map.of(), "1015").out()).startsWith("tls-failure\n").contains("1015");
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseThatEndsSomethingIsExplained(CauseKind kind) {
    Outcome outcome = explain(Map.of(), kind.id());
    assertThat(outcome.status()).isEqualTo(kind.ending() ? 0 : 2);
    if (kind.ending()) {
      assertThat(outcome.out())
          .startsWith(kind.id() + "\n")
          .containsPattern("(?m)^  what      .+\\.$")
          .containsPattern("(?m)^  ended by  .+$")
          .containsPattern("(?m)^  why       .+\\.$");
    }
  }

  @Test
  void everyCloseCodeIsExplained() {
    for (int code = 1000; code < 5000; code += code < 1020 ? 1 : 490) {
      boolean exists = CloseCode.mayBeSent(code) || code == 1005 || code == 1006 || code == 1015;
      assertThat(explain(Map.of(), Integer.toString(code)).status())
          .as("%d", code)
          .isEqualTo(exists ? 0 : 2);
    }
  }

  @Test
  void aRowForEveryCodeIsNamed() {
    assertThat(explain(Map.of(), "4000").out())
        .contains("  set by    default, in the row for every closed-by-gateway\n");
    assertThat(explain(Map.of(), "http", "500").out())
        .contains("  set by    default, in the row for every handshake-rejected\n");
  }

  @Test
  void theConfigurationCounts() throws Exception {
    Path yaml =
        Files.writeString(
            folder.resolve("my.yaml"),
            "reconnect:\n  verdicts:\n    1000: reconnect\n    closed-by-gateway: slow\n");
    Map<String, String> environment =
        Map.of(
            "RECONNECT_INITIAL_DELAY",
            "100ms",
            "RECONNECT_MAX_DELAY",
            "5m",
            "RECONNECT_JITTER",
            "equal",
            "RECONNECT_MAX_ATTEMPTS",
            "7");
    assertThat(explain(environment, "1000", "--config", yaml.toString()).out())
        .contains(
            "  verdict   reconnect with backoff: first retry after 50 to 100 ms, growing to at most"
                + " 5 min; no more than 7 retries in a row (exit code 4)\n")
        .contains("  why       Set by the configuration: " + yaml + " line 3.\n")
        .contains("  set by    the configuration; the default is: stop\n");
    assertThat(explain(environment, "4000", "--config", yaml.toString()).out())
        .contains("  verdict   retry slowly: a retry every 4 to 6 min, reported as unhealthy;")
        .contains(
            "  set by    the configuration, in the row for every closed-by-gateway; the default is:"
                + " reconnect with backoff\n");
    assertThat(explain(environment, "--config", yaml.toString()).out())
        .contains("\n* 1000 ")
        .contains("\n* set by the configuration or the session protocol\n")
        .contains("\n  1008 ");
  }

  @Test
  void withoutAQuestionItPrintsTheTable() {
    Outcome outcome = explain(Map.of());
    assertThat(outcome.status()).isZero();
    for (VerdictTable.Row row : VerdictTable.defaults().rows()) {
      assertThat(outcome.out())
          .containsPattern("(?m)^  " + row.key().text() + " +" + row.verdict().kind().words());
    }
    assertThat(outcome.out()).contains("1012").contains("after 5 to 30 s").doesNotContain("* ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "1004", "5000", "101", "99", "backoff-over", "http", "\u001B[2J"})
  void whatIsUnknownIsWrongUsage(String asked) {
    Outcome outcome = explain(Map.of(), asked);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("Nothing is known about '" + asked.replace('\u001B', '?') + "'.")
        .contains("close code")
        .contains("HTTP status")
        .contains("heartbeat-timeout")
        .doesNotContain("backoff-over,");
  }

  @Test
  void aWrongConfigurationIsNamed() {
    Outcome outcome = explain(Map.of("RECONNECT_JITTER", "wild"), "1012");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("RECONNECT_JITTER=wild").doesNotContain("GATEWAY_URL");
  }

  private Outcome explain(Map<String, String> environment, String... args) {
    return Outcome.of(new ExplainCommand(environment, folder), args);
  }
}
