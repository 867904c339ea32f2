package dev.holdfast.bootstrap.stdin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.application.port.in.CommandOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What became of a command, as one line of JSON: {@code {"command":"read","outcome":"answered",
 * "answer":21.5}}, where the outcome is {@code answered}, {@code refused} (with code and text),
 * {@code not-sent} or {@code unknown} (with why). Its id follows the command, if it has one. An
 * answer that is no JSON becomes a string.
 */
final class OutcomeLine {

  private static final JsonFactory JSON = new JsonFactory();

  private OutcomeLine() {}

  static String of(CommandLine command, CommandOutcome outcome) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("command", command.name());
      if (!command.id().isEmpty()) {
        json.writeStringField("id", command.id());
      }
      if (outcome instanceof CommandOutcome.Answered answered) {
        json.writeStringField("outcome", "answered");
        answer(answered.body(), json);
      } else if (outcome instanceof CommandOutcome.Refused refused) {
        json.writeStringField("outcome", "refused");
        if (!refused.code().isEmpty()) {
          json.writeStringField("code", refused.code());
        }
        json.writeStringField("text", refused.text());
      } else if (outcome instanceof CommandOutcome.NotSent notSent) {
        json.writeStringField("outcome", "not-sent");
        json.writeStringField("why", notSent.why());
      } else {
        json.writeStringField("outcome", "unknown");
        json.writeStringField("why", ((CommandOutcome.Unknown) outcome).why());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return line.toString();
  }

  private static void answer(String body, JsonGenerator json) throws IOException {
    if (body.isEmpty()) {
      return;
    }
    json.writeFieldName("answer");
    if (isJson(body)) {
      json.writeRawValue(body);
    } else {
      json.writeString(body);
    }
  }

  /** One value, and nothing behind it. */
  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
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
}
