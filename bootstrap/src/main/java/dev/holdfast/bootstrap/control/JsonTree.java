package dev.holdfast.bootstrap.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value, and what is in it. Immutable; any thread. */
public final class JsonTree {

  private static final JsonFactory JSON = new JsonFactory();

  /** What is neither an object, an array nor a string, as it was written. */
  private record Literal(String text) {}

  /** A Map by name, a List, a String or a Literal. */
  private final Object value;

  private JsonTree(Object value) {
    this.value = value;
  }

  /**
   * Reads a value.
   *
   * @throws IOException if the text is no JSON
   */
  public static JsonTree read(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("an empty answer");
      }
      return value(parser);
    }
  }

  /** Writes an object whose fields are strings, or JSON already. */
  public static String object(Map<String, JsonTree> fields) {
    return new JsonTree(fields).json();
  }

  /** A string. */
  public static JsonTree of(String text) {
    return new JsonTree(text);
  }

  /** True or false. */
  public static JsonTree of(boolean flag) {
    return new JsonTree(new Literal(Boolean.toString(flag)));
  }

  private static JsonTree value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, JsonTree> fields = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
      return new JsonTree(fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<JsonTree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return new JsonTree(items);
    }
    String text = parser.getText();
    return new JsonTree(token == JsonToken.VALUE_STRING ? text : new Literal(text));
  }

  /** The value below these names; empty if it is not there. */
  public Optional<JsonTree> at(String... path) {
    Optional<JsonTree> here = Optional.of(this);
    for (String name : path) {
      here =
          here.flatMap(
              tree ->
                  tree.value instanceof Map<?, ?> fields
                      ? Optional.ofNullable((JsonTree) fields.get(name))
                      : Optional.empty());
    }
    return here;
  }

  /** The string, number or literal below these names, as text; empty if it is not there. */
  public Optional<String> text(String... path) {
    return at(path)
        .flatMap(
            tree -> {
              if (tree.value instanceof String text) {
                return Optional.of(text);
              }
              return tree.value instanceof Literal literal
                  ? Optional.of(literal.text())
                  : Optional.empty();
            });
  }

  /** The whole number below these names; 0 if it is not there. */
  public long number(String... path) {
    return text(path).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::parseLong).orElse(0L);
  }

  /** Whether there is a true below these names. */
  public boolean isTrue(String... path) {
    return text(path).filter("true"::equals).isPresent();
  }

  /** The items of the array below these names; none if it is not there. */
  public List<JsonTree> items(String... path) {
    return at(path)
        .filter(tree -> tree.value instanceof List<?>)
        .map(tree -> ((List<?>) tree.value).stream().map(item -> (JsonTree) item).toList())
        .orElse(List.of());
  }

  /** Whether it is a string. */
  public boolean isString() {
    return value instanceof String;
  }

  /** The value as JSON, on one line. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        json.writeFieldName((String) field.getKey());
        ((JsonTree) field.getValue()).write(json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        ((JsonTree) item).write(json);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeRawValue(((Literal) value).text());
    }
  }
}
