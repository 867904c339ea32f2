package dev.holdfast.bootstrap.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.bootstrap.gateway.VibrationSensor.Waveform;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The messages of a {@code ctc} gateway. A serial number is a number in some and a text in others:
 * so it is.
 */
final class CtcFrames {

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes what stands in {@code Data}. */
  @FunctionalInterface
  private interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  private CtcFrames() {}

  /** The login was accepted. */
  static String login(GatewayAccount account) {
    return object(
        "RTN_LOGIN",
        json -> {
          json.writeStringField("Email", account.email());
          json.writeStringField("First", "Demo");
          json.writeStringField("Last", "Operator");
          json.writeBooleanField("Success", true);
          json.writeNumberField("AccessLevel", 1);
          json.writeBooleanField("Verified", true);
        });
  }

  /**
   * Something went wrong.
   *
   * @param attempt the command that did; empty if the gateway's own program failed
   */
  static String error(Optional<String> attempt, String error) {
    return object(
        "RTN_ERR",
        json -> {
          json.writeFieldName("Attempt");
          if (attempt.isPresent()) {
            json.writeString(attempt.get());
          } else {
            json.writeNull();
          }
          json.writeStringField("Error", error);
        });
  }

  /** A command was done, and there is nothing to tell. */
  static String done() {
    return object("RTN_DYN", json -> {});
  }

  /** The sensors by serial number; an empty list, not an empty object, if there are none. */
  static String sensors(Collection<CtcSensor> sensors) {
    if (sensors.isEmpty()) {
      return envelope(
          "RTN_DYN",
          json -> {
            json.writeStartArray();
            json.writeEndArray();
          });
    }
    return object(
        "RTN_DYN",
        json -> {
          for (CtcSensor sensor : sensors) {
            json.writeObjectFieldStart(Integer.toString(sensor.serial()));
            json.writeNumberField("Serial", sensor.serial());
            json.writeNumberField("Connected", 1);
            json.writeStringField("PartNum", "SIMULATED-3AXIS");
            json.writeNumberField("ReadRate", sensor.vibration().sampleRateHz());
            json.writeNumberField("Samples", CtcSensor.SAMPLES);
            json.writeStringField("Name", sensor.vibration().name());
            json.writeEndObject();
          }
        });
  }

  /** A reading has begun. */
  static String started(CtcSensor sensor) {
    return object(
        "NOT_DYN_READING_STARTED",
        json -> {
          json.writeNumberField("Serial", sensor.serial());
          json.writeBooleanField("Success", true);
        });
  }

  /** A reading is done. */
  static String reading(long id, CtcSensor sensor, String time, Waveform waveform) {
    return object(
        "NOT_DYN_READING",
        json -> {
          json.writeNumberField("ID", id);
          json.writeStringField("Serial", Integer.toString(sensor.serial()));
          json.writeStringField("Time", time);
          json.writeStringField("X", numbers(waveform.x()));
          json.writeStringField("Y", numbers(waveform.y()));
          json.writeStringField("Z", numbers(waveform.z()));
        });
  }

  /** A temperature was read, in degrees Celsius. */
  static String temperature(CtcSensor sensor, double celsius) {
    return object(
        "NOT_DYN_TEMP",
        json -> {
          json.writeStringField("Serial", Integer.toString(sensor.serial()));
          json.writeNumberField("Temp", BigDecimal.valueOf(Math.round(celsius * 10), 1));
        });
  }

  private static String object(String type, Data data) {
    return envelope(
        type,
        json -> {
          json.writeStartObject();
          data.write(json);
          json.writeEndObject();
        });
  }

  private static String envelope(String type, Data data) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("Type", type);
      json.writeStringField("From", "SERV");
      json.writeStringField("Target", "UI");
      json.writeFieldName("Data");
      data.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  private static String numbers(List<Double> samples) {
    return samples.stream()
        .map(sample -> VibrationSensor.inFourDecimals(sample).toPlainString())
        .collect(Collectors.joining(","));
  }
}
