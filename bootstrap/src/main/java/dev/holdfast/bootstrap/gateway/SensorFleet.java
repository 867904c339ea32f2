package dev.holdfast.bootstrap.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.bootstrap.gateway.VibrationSensor.Waveform;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All sensors of the gateway and the readings they send. The waveforms depend on the seed and on
 * how many rounds were read before, never on a clock. One thread at a time.
 */
final class SensorFleet {

  /** Samples per axis in one reading. */
  static final int SAMPLES = 32;

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final List<VibrationSensor> sensors;
  private final double intervalSeconds;
  private final RandomGenerator random;
  private long sequence;

  SensorFleet(int count, Duration readingInterval, long seed) {
    intervalSeconds = readingInterval.toNanos() / 1e9;
    random = new SplittableRandom(seed);
    sensors = Machine.sensors(count, random);
  }

  /**
   * One reading of every sensor, as JSON texts.
   *
   * @param time the wall-clock time that the readings carry
   */
  List<String> nextReadings(Instant time) {
    sequence++;
    List<String> readings = new ArrayList<>();
    for (VibrationSensor sensor : sensors) {
      Waveform waveform = sensor.measure(sequence * intervalSeconds, SAMPLES, random);
      readings.add(json(sensor, MILLIS.format(time), waveform));
    }
    return readings;
  }

  private String json(VibrationSensor sensor, String time, Waveform waveform) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "reading");
      json.writeStringField("sensor", sensor.name());
      json.writeNumberField("sequence", sequence);
      json.writeStringField("time", time);
      json.writeNumberField("sampleRateHz", sensor.sampleRateHz());
      json.writeStringField("unit", "g");
      writeAxis(json, "x", waveform.x());
      writeAxis(json, "y", waveform.y());
      writeAxis(json, "z", waveform.z());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  private static void writeAxis(JsonGenerator json, String name, List<Double> samples)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double sample : samples) {
      json.writeNumber(VibrationSensor.inFourDecimals(sample));
    }
    json.writeEndArray();
  }
}
