package dev.holdfast.adapter.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdfast.adapter.sink.queue.Received;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A message as one JSON object on one line:
 *
 * <pre>{@code
 * {"connection":"gateway","received":"2026-11-26T00:21:28.007Z","encoding":"json","message":{"x":1}}
 * }</pre>
 *
 * <p>{@code received} is when the sink took it, in UTC. {@code topic} and {@code subject} follow if
 * the session protocol knows them. {@code encoding} says what {@code message} is: {@code json} for
 * a text that is one JSON value, which stands there as it came, but for line breaks between its
 * tokens; {@code text} for any other text, as a string; {@code base64} for a binary message, as a
 * string (RFC 4648).
 */
public final class JsonRecord {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  // Names come from gateways: kept in a table, they would fill it.
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private JsonRecord() {}

  /** Appends a message, without a line break at the end. */
  public static void append(Received message, StringBuilder into) {
    into.append("{\"connection\":");
    appendString(message.connection(), into);
    into.append(",\"received\":\"");
    TIME.formatTo(Instant.ofEpochMilli(message.atMillis()), into);
    into.append('"');
    appendKnown("topic", message.topic(), into);
    appendKnown("subject", message.subject(), into);
    into.append(",\"encoding\":\"");
    if (!message.isText()) {
      into.append("base64\",\"message\":\"");
      into.append(Base64.getEncoder().encodeToString(message.bytes())).append('"');
    } else if (isJson(message.text())) {
      into.append("json\",\"message\":");
      // Inside a JSON string a line break is an escape, so these stand between tokens.
      into.append(message.text().replace('\n', ' ').replace('\r', ' '));
    } else {
      into.append("text\",\"message\":");
      appendString(message.text(), into);
    }
    into.append('}');
  }

  /** Whether a text is exactly one JSON value, not nested deeper than the parser goes. */
  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      // It is kept as text; what is wrong with it is its reader's business.
      return false;
    }
  }

  private static void appendKnown(String name, String value, StringBuilder into) {
    if (!value.isEmpty()) {
      into.append(",\"").append(name).append("\":");
      appendString(value, into);
    }
  }

  private static void appendString(String text, StringBuilder into) {
    into.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, into);
    into.append('"');
  }
}
