package dev.holdfast.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.demo.DecodedReading.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading as the session protocol hands it to applications. */
class DecodedReadingTest {

  @Test
  void hasAxesWithStatistics() {
    DecodedReading reading =
        DecodedReading.of(
                "{\"topic\":\"NOT_DYN_READING\",\"id\":\"4\",\"sensor\":\"17\",\"time\":{\"a\":[1]},"
                    + "\"series\":{\"x\":{\"values\":[3,-4],\"rms\":3.5355,\"peak\":4.0,"
                    + "\"crestFactor\":1.13},"
                    + "\"y\":{\"values\":[],\"rms\":null,\"peak\":null,\"crestFactor\":null}}}")
            .orElseThrow();

    assertThat(reading)
        .isEqualTo(
            new DecodedReading(
                "17",
                Double.NaN,
                List.of(new Axis("x", 2, 3.5355, 1.13), new Axis("y", 0, Double.NaN, Double.NaN))));
    assertThat(reading.words())
        .isEqualTo("17: 2 samples an axis; rms x 3.536, y NaN g; crest factor x 1.1, y NaN");
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "25600.0, 25600", "0.5, 0.5", "1E3, 1000"})
  void saysHowFastItWasSampledIfThatIsTold(String rate, String words) {
    DecodedReading reading =
        DecodedReading.of(
                "{\"sensor\":\"17\",\"sampleRateHz\":"
                    + rate
                    + ",\"series\":{\"x\":{\"values\":[1],\"rms\":1,\"crestFactor\":1}}}")
            .orElseThrow();

    assertThat(reading.words())
        .isEqualTo("17: 1 samples an axis at " + words + " Hz; rms x 1.000 g; crest factor x 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"series\":{}}",
        "{\"Type\":\"NOT_DYN_READING\",\"Data\":{\"X\":\"1,2\"}}",
        "{\"series\":{\"x\":{\"values\":[1,",
      })
  void isNothingElse(String text) {
    assertThat(DecodedReading.of(text)).isEmpty();
  }
}
