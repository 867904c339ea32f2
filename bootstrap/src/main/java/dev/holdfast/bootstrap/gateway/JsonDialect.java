package dev.holdfast.bootstrap.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's side of the dialect {@code json}: what it answers to a message. Pure, and any text
 * has an answer.
 *
 * <ul>
 *   <li>{@code {"type":"ping","timestamp":1}}: {@code {"type":"pong","timestamp":1}}, or without
 *       the time stamp when none was given
 *   <li>{@code {"type":"echo",...}}: the same text
 *   <li>any other JSON: {@code {"type":"ack","of":...}} with the message's {@code id}, or null when
 *       it has none or one that is not a plain value
 *   <li>anything else: {@code {"type":"error","message":"not JSON"}}
 * </ul>
 */
final class JsonDialect implements Conversation {

  /** It remembers nothing: one is enough for all connections. */
  static final JsonDialect INSTANCE = new JsonDialect();

  /** The answer to a binary message. */
  static final String TEXT_ONLY = "{\"type\":\"error\",\"message\":\"only text is understood\"}";

  private static final String NOT_JSON = "{\"type\":\"error\",\"message\":\"not JSON\"}";
  private static final JsonFactory JSON = new JsonFactory();

  private JsonDialect() {}

  @Override
  public List<String> answersTo(String message, Duration now) {
    return List.of(answer(message));
  }

  @Override
  public List<String> answersToBinary() {
    return List.of(TEXT_ONLY);
  }

  static String answer(String message) {
    try (JsonParser parser = JSON.createParser(message)) {
      return Message.read(parser).map(read -> answer(read, message)).orElse(NOT_JSON);
    } catch (JsonProcessingException e) {
      return NOT_JSON;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  private static String answer(Message read, String message) {
    return switch (read.type) {
      case "ping" ->
          read.timestamp
              .map(timestamp -> "{\"type\":\"pong\",\"timestamp\":" + timestamp + "}")
              .orElse("{\"type\":\"pong\"}");
      case "echo" -> message;
      default -> "{\"type\":\"ack\",\"of\":" + read.id.orElse("null") + "}";
    };
  }

  /** The three top-level fields that matter. */
  private static final class Message {

    private String type = "";
    private Optional<String> id = Optional.empty();
    private Optional<String> timestamp = Optional.empty();

    /** Reads the text to its end; empty when there is no value in it, or more than one. */
    static Optional<Message> read(JsonParser parser) throws IOException {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Optional.empty();
      }
      Message message = new Message();
      if (first == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          message.readField(parser);
        }
      } else {
        parser.skipChildren();
      }
      return parser.nextToken() == null ? Optional.of(message) : Optional.empty();
    }

    private void readField(JsonParser parser) throws IOException {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "id" -> id = plainValue(parser, value);
        case "timestamp" -> timestamp = plainValue(parser, value);
        default -> parser.skipChildren();
      }
    }

    /** The value as JSON text, digits untouched; empty for an object or array, which is skipped. */
    private static Optional<String> plainValue(JsonParser parser, JsonToken value)
        throws IOException {
      if (value.isStructStart()) {
        parser.skipChildren();
        return Optional.empty();
      }
      if (value == JsonToken.VALUE_STRING) {
        char[] quoted = JsonStringEncoder.getInstance().quoteAsString(parser.getText());
        return Optional.of("\"" + new String(quoted) + "\"");
      }
      return Optional.of(parser.getText());
    }
  }
}
