package dev.holdfast.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as people write them. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1, PT0.001S",
    "30000, PT30S",
    "500ms, PT0.5S",
    "30s, PT30S",
    "' 30 s ', PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "1.5s, PT1.5S",
    "0.5m, PT30S",
    "1.5ms, PT0.0015S",
    "0.000001ms, PT0.000000001S",
    "0.0000001ms, PT0S",
    "0.999999999d, PT23H59M59.9999136S",
    "PT30S, PT30S",
    "pt1m30s, PT1M30S",
    "P1D, PT24H",
    "PT-5S, PT-5S",
    "106751d, P106751D",
    "PT2562047H47M16.854775807S, PT2562047H47M16.854775807S",
  })
  void isRead(String text, Duration expected) {
    assertThat(DurationText.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "-3s",
        "-PT3S",
        "PT2562047H47M16.854775808S",
        "5x",
        "5 parsecs",
        "s",
        "1e3",
        "1_000",
        "30S",
        "1m30s",
        ".5s",
        "1.s",
        "P",
        "PT",
        "P1Y",
        "0x10",
        "٣s",
        "99999999999999999999",
        "999999999999999999",
        "106752d",
        "PT9999999999999999999S",
        "PT9223372036854775807S",
        "P99999999999D",
        "1.0000000001s",
      })
  void isNoDuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.001S, 1ms",
    "PT1.5S, 1500ms",
    "PT30S, 30s",
    "PT90S, 90s",
    "PT5M, 5m",
    "PT2H, 2h",
    "PT48H, 2d",
    "PT0.0000005S, PT0.0000005S",
  })
  void isWrittenInTheLargestUnitThatFits(Duration duration, String expected) {
    assertThat(DurationText.format(duration)).isEqualTo(expected);
    assertThat(DurationText.parse(expected)).contains(duration);
  }
}
