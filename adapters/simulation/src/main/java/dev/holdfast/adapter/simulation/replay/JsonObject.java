package dev.holdfast.adapter.simulation.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object, read whole. What is missing or of another kind is named in the exception. */
final class JsonObject {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields;

  private JsonObject(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads one.
   *
   * @throws IOException if the text is no JSON object
   */
  static JsonObject of(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      return object(parser);
    }
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("an object that does not end");
    }
    return new JsonObject(fields);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == null) {
            throw new IOException("a list that does not end");
          }
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  String text(String name) throws IOException {
    return field(name, String.class, "a text");
  }

  long number(String name) throws IOException {
    return field(name, Long.class, "a whole number");
  }

  boolean truth(String name) throws IOException {
    return field(name, Boolean.class, "true or false");
  }

  Duration duration(String name) throws IOException {
    String text = text(name);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IOException(name + " must be a duration such as PT10S but was " + text);
    }
  }

  JsonObject object(String name) throws IOException {
    return field(name, JsonObject.class, "an object");
  }

  /** The numbers of a list; none if there is no such list. */
  List<Double> numbers(String name) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof Number number)) {
        throw new IOException(name + " must hold numbers");
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /** The objects of a list; none if there is no such list. */
  List<JsonObject> objects(String name) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof JsonObject object)) {
        throw new IOException(name + " must hold objects");
      }
      objects.add(object);
    }
    return objects;
  }

  private List<?> list(String name) throws IOException {
    return has(name) ? field(name, List.class, "a list") : List.of();
  }

  private <T> T field(String name, Class<T> type, String expected) throws IOException {
    Optional<Object> found = Optional.ofNullable(fields.get(name));
    if (found.isEmpty() || !type.isInstance(found.get())) {
      throw new IOException(
          name
              + " must be "
              + expected
              + found.map(value -> " but was " + value).orElse(" but is missing"));
    }
    return type.cast(found.get());
  }
}
