package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SensorFleetTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void sameSeedSameReadings() {
    SensorFleet one = new SensorFleet(7, INTERVAL, 99);
    SensorFleet other = new SensorFleet(7, INTERVAL, 99);

    for (int round = 0; round < 5; round++) {
      assertThat(one.nextReadings(NOON)).isEqualTo(other.nextReadings(NOON));
    }
  }

  @Test
  void anotherSeedOtherReadings() {
    assertThat(new SensorFleet(1, INTERVAL, 1).nextReadings(NOON))
        .isNotEqualTo(new SensorFleet(1, INTERVAL, 2).nextReadings(NOON));
  }

  @Test
  void namesSensorsByMachine() throws Exception {
    List<String> names = new ArrayList<>();
    for (String reading : new SensorFleet(5, INTERVAL, 1).nextReadings(NOON)) {
      names.add(JSON.readTree(reading).get("sensor").textValue());
    }

    assertThat(names).containsExactly("pump-1", "fan-1", "gearbox-1", "pump-2", "fan-2");
  }

  @Test
  void aReadingHasAllFields() throws Exception {
    SensorFleet fleet = new SensorFleet(1, INTERVAL, 1);
    JsonNode first = JSON.readTree(fleet.nextReadings(NOON).get(0));
    JsonNode second = JSON.readTree(fleet.nextReadings(NOON.plusMillis(1)).get(0));

    List<String> fields = new ArrayList<>();
    first.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactly(
            "type", "sensor", "sequence", "time", "sampleRateHz", "unit", "x", "y", "z");
    assertThat(first.get("type").textValue()).isEqualTo("reading");
    assertThat(first.get("sequence").longValue()).isEqualTo(1);
    assertThat(second.get("sequence").longValue()).isEqualTo(2);
    assertThat(first.get("time").textValue()).isEqualTo("2026-01-02T12:00:00.000Z");
    assertThat(second.get("time").textValue()).isEqualTo("2026-01-02T12:00:00.001Z");
    assertThat(first.get("sampleRateHz").intValue()).isEqualTo(1000);
    assertThat(first.get("unit").textValue()).isEqualTo("g");
  }

  @Test
  void samplesArePlausibleAndHaveFourDecimals() {
    SensorFleet fleet = new SensorFleet(6, INTERVAL, 3);
    for (int round = 0; round < 50; round++) {
      for (String reading : fleet.nextReadings(NOON)) {
        for (String axis : List.of("x", "y", "z")) {
          List<Double> samples = samples(reading, axis);
          assertThat(samples).hasSize(32).allMatch(sample -> Math.abs(sample) < 0.5);
          assertThat(rms(samples)).as(reading).isBetween(0.005, 0.2);
        }
      }
    }
  }

  @Test
  void aMachineSoundsOfItsRunningSpeed() {
    // One second of a pump: the running speed must stand out, and a speed it does not run at not.
    VibrationSensor pump = Machine.KINDS.get(0).sensor(1, new SplittableRandom(5));
    List<Double> second = new ArrayList<>();
    SplittableRandom noise = new SplittableRandom(6);
    for (int sample = 0; sample < pump.sampleRateHz(); sample += SensorFleet.SAMPLES) {
      second.addAll(
          pump.measure((double) sample / pump.sampleRateHz(), SensorFleet.SAMPLES, noise).x());
    }

    assertThat(amplitude(second, 29.5, pump.sampleRateHz())).isBetween(0.07, 0.09);
    assertThat(amplitude(second, 59, pump.sampleRateHz())).isBetween(0.03, 0.04);
    assertThat(amplitude(second, 41, pump.sampleRateHz())).isLessThan(0.01);
  }

  private static List<Double> samples(String reading, String axis) {
    String numbers = reading.replaceFirst(".*\"" + axis + "\":\\[([^]]*)].*", "$1");
    List<Double> samples = new ArrayList<>();
    for (String number : numbers.split(",", -1)) {
      assertThat(number).matches("-?\\d\\.\\d{4}");
      samples.add(Double.valueOf(number));
    }
    return samples;
  }

  private static double rms(List<Double> samples) {
    double sum = samples.stream().mapToDouble(sample -> sample * sample).sum();
    return Math.sqrt(sum / samples.size());
  }

  /** The amplitude of one frequency: a discrete Fourier transform of one bin. */
  private static double amplitude(List<Double> samples, double hz, int sampleRateHz) {
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < samples.size(); i++) {
      double angle = 2 * Math.PI * hz * i / sampleRateHz;
      cosine += samples.get(i) * Math.cos(angle);
      sine += samples.get(i) * Math.sin(angle);
    }
    return 2 * Math.hypot(cosine, sine) / samples.size();
  }
}
