package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of ids. */
final class IdPatternTest {

  @ParameterizedTest
  @CsvSource({
    "press-*, press-7, true",
    "press-*, press-, true",
    "press-*, my-press-7, false",
    "*press*, my-press-7, true",
    "press-?, press-7, true",
    "press-?, press-77, false",
    "p.*, press, false",
    "*, anything, true",
    "a**b, a-b, true"
  })
  void fits(String pattern, String id, boolean fits) {
    assertThat(IdPattern.of(pattern).fits(id)).isEqualTo(fits);
  }
}
