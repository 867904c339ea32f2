package dev.holdfast.bootstrap.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an application sees of a reading: waveforms as arrays, with their statistics. Accelerations
 * are in g.
 *
 * @param sensor the serial number of the sensor
 * @param rateHz how fast it was sampled, in samples per second; not a number if that is not told
 * @param axes the waveforms, in the order in which they came
 */
record DecodedReading(String sensor, double rateHz, List<Axis> axes) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One waveform.
   *
   * @param name which axis
   * @param samples how many there are
   * @param rms their root mean square
   * @param crestFactor their peak divided by that
   */
  record Axis(String name, int samples, double rms, double crestFactor) {}

  DecodedReading {
    axes = List.copyOf(axes);
  }

  /** Empty if the text is no decoded reading. */
  static Optional<DecodedReading> of(String text) {
    String sensor = "";
    double rateHz = Double.NaN;
    List<Axis> axes = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "sensor" -> sensor = parser.getText();
          case "sampleRateHz" -> rateHz = parser.getDoubleValue();
          case "series" -> readAxes(parser, axes);
          default -> parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
    return axes.isEmpty()
        ? Optional.empty()
        : Optional.of(new DecodedReading(sensor, rateHz, axes));
  }

  /** The reading in one line. */
  String words() {
    return sensor
        + ": "
        + axes.get(0).samples()
        + " samples an axis"
        + (Double.isNaN(rateHz) ? "" : " at " + plain(rateHz) + " Hz")
        + "; rms"
        + axes.stream()
            .map(axis -> String.format(Locale.ROOT, " %s %.3f", axis.name(), axis.rms()))
            .collect(Collectors.joining(","))
        + " g; crest factor"
        + axes.stream()
            .map(axis -> String.format(Locale.ROOT, " %s %.1f", axis.name(), axis.crestFactor()))
            .collect(Collectors.joining(","));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static void readAxes(JsonParser parser, List<Axis> axes) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      axes.add(readAxis(name, parser));
    }
  }

  private static Axis readAxis(String name, JsonParser parser) throws IOException {
    int samples = 0;
    double rms = Double.NaN;
    double crestFactor = Double.NaN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("values") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken().isNumeric()) {
          samples++;
        }
      } else if (field.equals("rms") && value.isNumeric()) {
        rms = parser.getDoubleValue();
      } else if (field.equals("crestFactor") && value.isNumeric()) {
        crestFactor = parser.getDoubleValue();
      } else {
        parser.skipChildren();
      }
    }
    return new Axis(name, samples, rms, crestFactor);
  }
}
