package dev.holdfast.adapter.protocol.described;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the session of one link leaves to that of the next: what it captured, and how far its keys
 * have come, so that a late answer never carries the key of a new question.
 *
 * @param keys how many keys were given out
 * @param values what was captured, by name
 */
record CarriedOver(long keys, Map<String, JsonValue> values) {

  /** Nothing: the first link. */
  static final CarriedOver NOTHING = new CarriedOver(0, Map.of());

  private static final JsonFactory JSON = new JsonFactory();
  private static final String STRING = "s";

  /** As text; may hold secrets. */
  String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      json.writeNumber(keys);
      for (Map.Entry<String, JsonValue> value : values.entrySet()) {
        json.writeString(value.getKey());
        json.writeString(value.getValue().isString() ? STRING : "j");
        json.writeString(value.getValue().text());
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  /** The reverse of {@link #text}. */
  static CarriedOver parse(String text) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      long keys = json.nextLongValue(0);
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        String name = json.getText();
        boolean isString = STRING.equals(json.nextTextValue());
        String value = json.nextTextValue();
        values.put(name, new JsonValue(isString, value));
      }
      return new CarriedOver(keys, values);
    } catch (IOException e) {
      throw new UncheckedIOException("it was written by this class", e);
    }
  }

  /** Leaves the values out: they may be secrets. */
  @Override
  public String toString() {
    return "CarriedOver[keys=" + keys + ", values=" + values.keySet() + "]";
  }
}
