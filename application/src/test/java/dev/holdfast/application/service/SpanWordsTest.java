package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans of time in words. */
final class SpanWordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.9S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min",
    "PT1H, 1 h",
    "PT3H20M, 3 h 20 min",
    "PT23H59M, 23 h 59 min",
    "PT24H, 1 d",
    "P2DT5H30M, 2 d 5 h"
  })
  void inTwoUnitsAtMost(Duration span, String words) {
    assertThat(SpanWords.of(span)).isEqualTo(words);
  }
}
