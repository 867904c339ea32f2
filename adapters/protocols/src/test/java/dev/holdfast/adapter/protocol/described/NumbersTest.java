package dev.holdfast.adapter.protocol.described;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a number, and what is one in JSON too. */
final class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "-0.5, -0.5, true",
    "17, 17, true",
    "1e3, 1000, true",
    "1.5E-1, 0.15, true",
    "1e+2, 100, true",
    "+2, 2, false",
    ".5, 0.5, false",
    "-.5, -0.5, false",
    "5., 5, false",
    "007, 7, false",
  })
  void numbers(String text, double value, boolean json) {
    assertThat(Numbers.parse(text)).isEqualTo(value);
    assertThat(Numbers.isJson(text)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        ".",
        "-.",
        "e3",
        "1e",
        "1e+",
        "1x",
        "1e3x",
        "--1",
        "1.2.3",
        "1 2",
        "NaN",
        "Infinity",
        "0x10",
        "1f",
        "1d",
        "1_000",
        "٣",
        "1e999"
      })
  void noNumbers(String text) {
    assertThat(Numbers.parse(text)).isNaN();
  }

  @Test
  void aLongOneIsNone() {
    assertThat(Numbers.parse("1".repeat(300))).isPositive();
    assertThat(Numbers.parse("1".repeat(1_001))).isNaN();
  }
}
