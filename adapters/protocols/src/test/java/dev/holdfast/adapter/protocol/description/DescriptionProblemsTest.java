package dev.holdfast.adapter.protocol.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be wrong with a description, each in one line that says where. */
final class DescriptionProblemsTest {

  /** Descriptions, each with the problems behind it. */
  static List<String> problems() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(DescriptionProblemsTest.class.getResourceAsStream("problems.txt"))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.strip().split("\n----\n", -1));
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void areToldAllAtOnce(String written) {
    int end = written.indexOf("\n=> ");
    String expected = written.substring(end + 1).replaceAll("(?m)^=> ", "");
    assertThat(told(written.substring(0, end + 1)).getMessage()).isEqualTo(expected);
  }

  @Test
  void whatIsEmptyOrTooLongIsNotRead() {
    assertThat(told("").getMessage())
        .isEqualTo("my.yaml: expected a session protocol but was an empty file");
    assertThat(told("# a comment").getMessage())
        .isEqualTo("my.yaml: expected a session protocol but was an empty file");
    assertThat(told("x".repeat(300_000)).getMessage())
        .isEqualTo("my.yaml: expected at most 262144 characters but was 300000");
    assertThat(told("name: " + "[".repeat(100) + "]".repeat(100)).getMessage())
        .isEqualTo("my.yaml: not usable YAML: expected at most 32 levels");
    assertThat(told("name: \u0001").getMessage())
        .isEqualTo("my.yaml: not usable YAML: it holds a character that YAML forbids");
  }

  @Test
  void whoeverMakesManyMistakesIsToldAHundred() {
    StringBuilder text = new StringBuilder("name: x\n");
    for (int i = 0; i < 200; i++) {
      text.append("unknown").append(i).append(": 1\n");
    }
    assertThat(told(text.toString()).problems()).hasSize(100);
  }

  @Test
  void limitsHold() {
    assertThat(
            told("name: x\nmessages:\n" + "- {when: {/a: 1}, is: ignore}\n".repeat(129)).problems())
        .anyMatch(problem -> problem.text().contains("at most 128 rules but was 129"));
    assertThat(told("name: x\nlogin:\n  steps:\n" + "  - {send: 1}\n".repeat(17)).problems())
        .anyMatch(problem -> problem.text().contains("at most 16 steps but was 17"));
    StringBuilder pointers = new StringBuilder("name: x\nmessages:\n- is: ignore\n  when:\n");
    for (int i = 0; i < 257; i++) {
      pointers.append("    /p").append(i).append(": 1\n");
    }
    assertThat(told(pointers.toString()).getMessage())
        .isEqualTo(
            "my.yaml line 261, column 5: messages[0].when: expected at most 256 different JSON"
                + " Pointers but was one more");
  }

  /** Whoever shows the problem can guess what was meant. */
  @Test
  void anUnknownWordComesWithThoseThatAreKnown() {
    DescriptionProblem problem = told("name: x\nmesages: []\n").problems().get(0);
    assertThat(problem.written()).isEqualTo("mesages");
    assertThat(problem.known()).contains("messages");
    assertThat(problem.where()).isEqualTo("my.yaml line 2, column 1");
  }

  /** Every word that a problem offers is explained to users. */
  @Test
  void everyWordIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs", "describe-your-gateway.md"));
    Set<String> words = new TreeSet<>();
    for (String written : problems()) {
      String text = written.substring(0, written.indexOf("\n=> ") + 1);
      told(text).problems().forEach(problem -> words.addAll(problem.known()));
    }
    words.remove("a JSON Pointer");
    assertThat(words).hasSizeGreaterThan(70).allMatch(word -> page.contains("`" + word + "`"));
  }

  private static DescriptionException told(String text) {
    return catchThrowableOfType(
        DescriptionException.class, () -> DescriptionReader.read("my.yaml", text));
  }
}
