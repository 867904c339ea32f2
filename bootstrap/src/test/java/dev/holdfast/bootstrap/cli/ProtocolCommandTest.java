package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast protocol list}, {@code show} and {@code check}. */
final class ProtocolCommandTest {

  @TempDir private Path folder;

  private static Outcome protocol(String... args) {
    return Outcome.of(new ProtocolCommand(), args);
  }

  @Test
  void listsThoseThatThereAre() {
    Outcome outcome = protocol("list");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines())
        .contains("raw", "json", "ctc  (described)", "home-assistant  (described)");
  }

  @Test
  void showsADescriptionThatCanBeUsed() throws Exception {
    Outcome shown = protocol("show", "ocpp-j-1.6");
    assertThat(shown.status()).isZero();
    Path copy = Files.writeString(folder.resolve("copy.yaml"), shown.out());
    Outcome checked = protocol("check", copy.toString());
    assertThat(checked.status()).isZero();
    assertThat(checked.out().strip())
        .isEqualTo(copy + ": the session protocol ocpp-j-1.6 is in order");
  }

  @Test
  void whatIsNotThereCannotBeShown() {
    assertThat(protocol("show", "raw").status()).isEqualTo(2);
    assertThat(protocol("show", "raw").err().strip())
        .isEqualTo("raw is written in Java: it has no description");
    assertThat(protocol("show", "x25").err())
        .startsWith("there is no session protocol x25; expected one of raw, json, ctc");
  }

  @Test
  void checksWithLineAndColumn() throws Exception {
    Path file = Files.writeString(folder.resolve("my.yaml"), "name: My\nfremaing: {}\n");
    Outcome outcome = protocol("check", file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            file
                + " line 1, column 7: name: expected a name of small letters, digits, dots and"
                + " hyphens but was My\n")
        .contains(file + " line 2, column 1: fremaing: is unknown;")
        .contains("did you mean framing?");
    assertThat(protocol("check", "nowhere.yaml").err()).contains("there is no such file");
  }

  @Test
  void oneOfThemMustBeNamed() {
    assertThat(protocol().status()).isEqualTo(2);
  }
}
