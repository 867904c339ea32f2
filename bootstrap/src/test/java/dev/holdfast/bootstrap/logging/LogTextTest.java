package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text in a log line is bounded, and cutting it never frees half a secret. */
class LogTextTest {

  private static final String SECRET = "0123456789-s3cret-0123456789";

  private final LogText text = new LogText(SecretMask.of(List.of(SECRET)));

  @Test
  void aShortTextStays() {
    assertThat(text.of("")).isEmpty();
    assertThat(text.of("x".repeat(LogText.MAX))).isEqualTo("x".repeat(LogText.MAX));
  }

  @Test
  void aLongTextSaysHowMuchIsMissing() {
    assertThat(text.of("x".repeat(LogText.MAX + 1)))
        .isEqualTo("x".repeat(LogText.MAX) + "... (1 characters more)");
    assertThat(text.of("x".repeat(10_000_000)))
        .startsWith("x".repeat(LogText.MAX) + "... (")
        .hasSizeLessThan(LogText.MAX + 50);
  }

  @Test
  void noHalfOfACharacterIsLeft() {
    String cut = text.of("x".repeat(LogText.MAX - 1) + "\uD83D\uDE00\uD83D\uDE00");
    assertThat(cut).startsWith("x".repeat(LogText.MAX - 1) + "... (");
  }

  @ParameterizedTest
  @ValueSource(ints = {LogText.MAX, 8 * LogText.MAX})
  void noPartOfASecretIsLeftAtACut(int cut) {
    for (int start = cut - SECRET.length() - 2; start <= cut + 2; start++) {
      for (int end : new int[] {0, 10, 100_000}) {
        assertNoPart(text.of("x".repeat(start) + SECRET + "y".repeat(end)));
        // Many replacements move what is at the first cut into what is shown.
        int whole = start / SECRET.length();
        String before = SECRET.repeat(whole) + "x".repeat(start - whole * SECRET.length());
        assertNoPart(text.of(before + SECRET + "y".repeat(end)));
      }
    }
  }

  private static void assertNoPart(String shown) {
    assertThat(shown).doesNotContain("s3cret").doesNotContain("0123456789-s");
  }
}
