package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of variables: quoting, comments, line ends, and what is wrong with them. */
class EnvFileTest {

  private final List<ConfigProblem> problems = new ArrayList<>();

  static List<List<String>> assignments() {
    return List.of(
        List.of("GATEWAY_PASSWORD=plain", "plain"),
        List.of("GATEWAY_PASSWORD = spaced ", "spaced"),
        List.of("  GATEWAY_PASSWORD=indented", "indented"),
        List.of("export GATEWAY_PASSWORD=exported", "exported"),
        List.of("export\tGATEWAY_PASSWORD=\"exported\"", "exported"),
        List.of("GATEWAY_PASSWORD=\"a b\"", "a b"),
        List.of("GATEWAY_PASSWORD=\" a b \"", " a b "),
        List.of("GATEWAY_PASSWORD='a b'", "a b"),
        List.of("GATEWAY_PASSWORD=a b", "a b"),
        List.of("GATEWAY_PASSWORD=a=b", "a=b"),
        List.of("GATEWAY_PASSWORD=a#b", "a#b"),
        List.of("GATEWAY_PASSWORD=a # b", "a"),
        List.of("GATEWAY_PASSWORD=\"a # b\"", "a # b"),
        List.of("GATEWAY_PASSWORD=\"a\" # b", "a"),
        List.of("GATEWAY_PASSWORD='a' # b", "a"),
        List.of("GATEWAY_PASSWORD=pa$$w${HOME}\\n\\d", "pa$$w${HOME}\\n\\d"),
        List.of("GATEWAY_PASSWORD='pa$w\\n\"'", "pa$w\\n\""),
        List.of("GATEWAY_PASSWORD=\"pa$w${x}\\\\n\\d\\\"\"", "pa$w${x}\\n\\d\""),
        List.of("GATEWAY_PASSWORD=\"\\$x\"", "$x"),
        List.of("GATEWAY_PASSWORD=\"tab\\there\"", "tab\there"),
        List.of("GATEWAY_PASSWORD=gr\u00FC\u00DFe", "gr\u00FC\u00DFe"));
  }

  @ParameterizedTest
  @MethodSource("assignments")
  void aValueIsWhatItLooksLike(List<String> lineAndValue) {
    assertThat(read(lineAndValue.get(0)).get(Setting.GATEWAY_PASSWORD).text())
        .isEqualTo(lineAndValue.get(1));
    assertThat(problems).isEmpty();
  }

  @Test
  void linesMayEndAsOnWindowsAndBeEmptyOrComments() {
    Map<Setting, Written> values =
        read("# one\r\n\r\n  # two\r\nLOG_LEVEL=debug\r\nLOG_FORMAT=\"json\"\r\n");
    assertThat(values.get(Setting.LOG_LEVEL)).isEqualTo(new Written("debug", 4));
    assertThat(values.get(Setting.LOG_FORMAT)).isEqualTo(new Written("json", 5));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOG_LEVEL=", "LOG_LEVEL=\"\"", "LOG_LEVEL=''", "LOG_LEVEL=   # no"})
  void nothingMeansNotSet(String line) {
    assertThat(read(line)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void theLaterOneWins() {
    assertThat(read("LOG_LEVEL=debug\nLOG_LEVEL=warn").get(Setting.LOG_LEVEL))
        .isEqualTo(new Written("warn", 2));
    assertThat(read("LOG_LEVEL=debug\nLOG_LEVEL=")).isEmpty();
  }

  @Test
  void variablesOfOthersAreLeftAlone() {
    assertThat(read("PATH=/bin\nPOSTGRES_PASSWORD=x\nMAX_SPEED=3")).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void anUnknownVariableWithOurPrefixIsAProblem() {
    read("LOG_LEVEL=info\nGATEWAY_ULR=ws://x\nRECONNECT_FOREVER=yes\ngateway_url=ws://x");
    assertThat(texts())
        .containsExactly(
            "GATEWAY_ULR (.env line 2): unknown variable; did you mean GATEWAY_URL?",
            "RECONNECT_FOREVER (.env line 3): unknown variable",
            "gateway_url (.env line 4): unknown variable; did you mean GATEWAY_URL?");
  }

  @Test
  void whatIsNoAssignmentIsNotRepeated() {
    read("s3cret-line\n1KEY=s3cret\n=s3cret");
    assertThat(texts())
        .containsExactly(
            ".env line 1: expected KEY=value",
            ".env line 2: expected KEY=value",
            ".env line 3: expected KEY=value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"s3cret", "'s3cret", "\"s3cret\\\"", "\"", "'"})
  void aQuoteMustBeClosed(String value) {
    assertThat(read("GATEWAY_PASSWORD=" + value)).isEmpty();
    assertThat(texts())
        .containsExactly("GATEWAY_PASSWORD (.env line 1): the quote is not closed on this line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"s3cret\"more", "'s3cret'\"more\""})
  void nothingFollowsAClosingQuote(String value) {
    assertThat(read("GATEWAY_PASSWORD=" + value)).isEmpty();
    assertThat(texts())
        .containsExactly("GATEWAY_PASSWORD (.env line 1): there is more after the closing quote");
  }

  private Map<Setting, Written> read(String text) {
    return EnvFile.read(".env", text, problems);
  }

  private List<String> texts() {
    return problems.stream().map(ConfigProblem::text).toList();
  }
}
