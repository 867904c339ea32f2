package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Reading.Series;
import java.util.OptionalDouble;

/**
 * Turns text with numbers into arrays of them, with what is asked of a vibration first: the root
 * mean square, the peak (largest magnitude) and the crest factor (peak divided by root mean
 * square).
 */
final class ReadingDecoder {

  private static final int ROOM_FOR_NAMES = 256;

  private final Reading reading;
  private final OptionalDouble rate;
  private String problem = "";

  ReadingDecoder(Reading reading, OptionalDouble rate) {
    this.reading = reading;
    this.rate = rate;
  }

  /**
   * One reading as a JSON object.
   *
   * @return empty if it cannot be read; {@link #problem} says why
   */
  String decode(Fields fields, String topic, String id) {
    problem = "";
    StringBuilder json = new StringBuilder(fields.whole().length() + ROOM_FOR_NAMES);
    json.append('{');
    field(json, "topic", JsonValue.string(topic));
    if (!id.isEmpty()) {
      field(json, "id", JsonValue.string(id));
    }
    if (reading.sensor().isPlace()) {
      // As text: the same sensor is a number in one message and a text in the next.
      field(json, "sensor", JsonValue.string(reading.sensor().from(fields)));
    }
    if (reading.time().isPlace()) {
      field(json, "time", fields.value(reading.time().slot()));
    }
    if (rate.isPresent()) {
      field(json, "sampleRateHz", JsonValue.json(Numbers.json(rate.getAsDouble())));
    }
    name(json, "series");
    json.append('{');
    for (Series series : reading.series()) {
      name(json, series.name());
      if (!series(json, series, fields)) {
        return "";
      }
    }
    return json.append("}}").toString();
  }

  /** What was wrong with the last reading, without its values. */
  String problem() {
    return problem;
  }

  private boolean series(StringBuilder json, Series series, Fields fields) {
    if (fields.kind(series.slot()) != JsonKind.STRING) {
      problem = series.name() + " must be a text of numbers";
      return false;
    }
    String text = fields.text(series.slot());
    double squares = 0;
    double peak = 0;
    int count = 0;
    json.append("{\"values\":[");
    int end = -1;
    while (end < text.length() && !(count == 0 && text.isBlank())) {
      int start = end + 1;
      end = text.indexOf(',', start);
      end = end < 0 ? text.length() : end;
      String item = text.substring(start, end).strip();
      double value = Numbers.parse(item);
      count++;
      if (Double.isNaN(value)) {
        problem = series.name() + " is no list of numbers at item " + count;
        return false;
      }
      json.append(count == 1 ? "" : ",").append(Numbers.isJson(item) ? item : value);
      squares += value * value;
      peak = Math.max(peak, Math.abs(value));
    }
    double rms = Math.sqrt(squares / count);
    json.append(']');
    statistic(json, "rms", rms);
    statistic(json, "peak", count == 0 ? Double.NaN : peak);
    statistic(json, "crestFactor", peak / rms);
    json.append('}');
    return true;
  }

  /** Nothing has no mean, and silence has no crest. */
  private static void statistic(StringBuilder json, String name, double value) {
    name(json, name);
    if (Double.isFinite(value)) {
      json.append(value);
    } else {
      json.append("null");
    }
  }

  private static void field(StringBuilder json, String name, JsonValue value) {
    name(json, name);
    value.appendTo(json);
  }

  private static void name(StringBuilder json, String name) {
    char last = json.charAt(json.length() - 1);
    if (last != '{') {
      json.append(',');
    }
    JsonValue.string(name).appendTo(json);
    json.append(':');
  }
}
