package dev.holdfast.bootstrap.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message to a {@code ctc} gateway: the plain values of its envelope and of its {@code Data}. Of
 * a key that is there twice the last value counts, as in Python.
 *
 * @param envelope the plain values at the top
 * @param data the plain values in {@code Data}
 */
record CtcMessage(Map<String, Value> envelope, Map<String, Value> data) {

  /**
   * A plain value.
   *
   * @param token what it is
   * @param text the text, or the number in digits
   */
  record Value(JsonToken token, String text) {

    boolean is(String wanted) {
      return token == JsonToken.VALUE_STRING && text.equals(wanted);
    }

    /** A whole number that fits; text that looks like one is none. */
    Optional<Long> whole() {
      try {
        return token == JsonToken.VALUE_NUMBER_INT
            ? Optional.of(Long.valueOf(text))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  private static final JsonFactory JSON = new JsonFactory();

  CtcMessage {
    envelope = Map.copyOf(envelope);
    data = Map.copyOf(data);
  }

  /** Empty if the text is not exactly one JSON object. */
  static Optional<CtcMessage> read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Value> envelope = new HashMap<>();
      Map<String, Value> data = new HashMap<>();
      readObject(parser, envelope, Optional.of(data));
      return parser.nextToken() == null
          ? Optional.of(new CtcMessage(envelope, data))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  /** Its {@code Type}; empty if it has none. */
  String type() {
    Value type = envelope.get("Type");
    return type == null ? "" : type.text();
  }

  private static void readObject(
      JsonParser parser, Map<String, Value> values, Optional<Map<String, Value>> data)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && data.isPresent() && name.equals("Data")) {
        data.get().clear();
        readObject(parser, data.get(), Optional.empty());
      } else if (token.isStructStart()) {
        parser.skipChildren();
      } else {
        values.put(name, new Value(token, parser.getText()));
      }
    }
  }
}
