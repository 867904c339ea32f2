package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command is split as a shell would, and refused where only a shell would do more. */
class CommandWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "vault ! vault",
        "  vault \t read  x ! vault,read,x",
        "a 'b c' ! a,b c",
        "a \"b c\" ! a,b c",
        "a b\\ c ! a,b c",
        "a b'c d'\"e f\"g ! a,bc de fg",
        "a '' b ! a,,b",
        "a '$x|;\"`\\' ! a,$x|;\"`\\",
        "a \"x\\\"y\\\\z\\$w\\q|;\" ! a,x\"y\\z$w\\q|;",
        "a \\$x \\| ! a,$x,|",
        "a x~y *.pem #1 k=v?w ! a,x~y,*.pem,#1,k=v?w",
      })
  void words(String text, String words) {
    assertThat(CommandWords.split(text)).isEqualTo(List.of(words.split(",", -1)));
  }

  @Test
  void aListIsTakenWordForWord() {
    assertThat(CommandWords.split("a b\u001F$x\u001F\u001F")).containsExactly("a b", "$x", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat /run/token | tr -d x",
        "a; b",
        "a && b",
        "a > b",
        "a < b",
        "a $HOME",
        "a $(b)",
        "a `b`",
        "a \"$HOME\"",
        "~/bin/a",
        "a (b)",
      })
  void whatOnlyAShellUnderstandsIsRefused(String text) {
    assertThatThrownBy(() -> CommandWords.split(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no shell reads it")
        .hasMessageContaining("sh -c '...'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "a 'b ! a single quote is not closed",
        "a \"b ! a double quote is not closed",
        "a \"b\\ ! a double quote is not closed",
        "a b\\ ! nothing follows the last backslash",
        "'' b ! such as vault read",
      })
  void whatIsNotWhole(String text, String reason) {
    assertThatThrownBy(() -> CommandWords.split(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
