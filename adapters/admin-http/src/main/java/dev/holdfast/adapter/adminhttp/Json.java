package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** Writes JSON objects in which no string shows a known secret. Any thread. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final UnaryOperator<String> mask;

  Json(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object on one line, unless {@link #data} in it has several. */
  String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new Masking(FACTORY.createGenerator(text), mask)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  /** Writes data of a gateway as it came: JSON as such, anything else as a string. */
  static void data(String text, JsonGenerator json) throws IOException {
    if (isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text.toCharArray(), 0, text.length());
    }
  }

  /** One value, and nothing behind it. */
  private static boolean isJson(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  /** Masks what is written as a {@link String}; {@link #data} is written as characters. */
  private static final class Masking extends JsonGeneratorDelegate {

    private final UnaryOperator<String> mask;

    Masking(JsonGenerator json, UnaryOperator<String> mask) {
      super(json);
      this.mask = mask;
    }

    @Override
    public void writeString(String text) throws IOException {
      super.writeString(mask.apply(text));
    }
  }
}
