package dev.holdfast.adapter.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the {@code type} field of a message says, read only as far as that field.
 *
 * <p>The parser's default limits hold (nesting 1,000, names 50,000 characters), so a hostile
 * message costs time in proportion to its length and nothing else.
 */
enum JsonType {
  PING,
  PONG,
  OTHER,
  NOT_JSON;

  private static final JsonFactory JSON = new JsonFactory();

  static JsonType of(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return NOT_JSON;
      }
      return first == JsonToken.START_OBJECT ? ofObject(parser) : OTHER;
    } catch (JsonProcessingException e) {
      return NOT_JSON;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }

  private static JsonType ofObject(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isType = parser.currentName().equals("type");
      JsonToken value = parser.nextToken();
      if (isType) {
        return value == JsonToken.VALUE_STRING ? named(parser.getText()) : OTHER;
      }
      parser.skipChildren();
    }
    return OTHER;
  }

  private static JsonType named(String type) {
    return switch (type) {
      case "ping" -> PING;
      case "pong" -> PONG;
      default -> OTHER;
    };
  }
}
