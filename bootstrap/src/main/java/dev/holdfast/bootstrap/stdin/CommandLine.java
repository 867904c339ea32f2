package dev.holdfast.bootstrap.stdin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.application.message.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A command as a line of text: its name, and after a space its payload. Or an object of JSON, such
 * as {@code {"command":"read","payload":{"sensor":3},"idempotent":true,"id":"42"}}, which can say
 * more.
 *
 * @param name not empty, unless there is a problem
 * @param payload as it was written; empty if there is none
 * @param idempotent whether it may be given again after a lost link
 * @param id by which it is known when it is given twice; empty if it has none
 * @param problem what is wrong with the line; empty if nothing is
 */
record CommandLine(String name, String payload, boolean idempotent, String id, String problem) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a line that is not blank. */
  static CommandLine parse(String line) {
    String stripped = line.strip();
    if (stripped.startsWith("{")) {
      return object(stripped);
    }
    int space = stripped.indexOf(' ');
    String name = space < 0 ? stripped : stripped.substring(0, space);
    String payload = space < 0 ? "" : stripped.substring(space + 1).strip();
    return new CommandLine(name, payload, false, "", "");
  }

  private static CommandLine object(String line) {
    String name = "";
    String payload = "";
    boolean idempotent = false;
    String id = "";
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "command" -> {
            if (value != JsonToken.VALUE_STRING) {
              return wrong("command must be a text");
            }
            name = parser.getText();
          }
          case "payload" -> {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            payload = line.substring(start, (int) parser.currentLocation().getCharOffset());
          }
          case "idempotent" -> {
            if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
              return wrong("idempotent must be true or false");
            }
            idempotent = parser.getBooleanValue();
          }
          case "id" -> {
            id = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            if (id.isEmpty() || id.length() > Delivery.MAX_NAME) {
              return wrong("id must be a text of 1 to " + Delivery.MAX_NAME + " characters");
            }
          }
          default -> {
            return wrong(field + " is unknown, expected command, payload, idempotent, id");
          }
        }
      }
      if (parser.nextToken() != null) {
        return wrong("something stands behind the object");
      }
    } catch (JsonProcessingException e) {
      return wrong("not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
    return name.isEmpty()
        ? wrong("command is missing, expected its name")
        : new CommandLine(name, payload, idempotent, id, "");
  }

  private static CommandLine wrong(String what) {
    return new CommandLine("", "", false, "", "the line is no command: " + what);
  }
}
