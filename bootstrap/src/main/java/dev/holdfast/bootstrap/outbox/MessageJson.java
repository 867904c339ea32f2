package dev.holdfast.bootstrap.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdfast.adapter.outbox.KeptMessage;
import dev.holdfast.adapter.outbox.OutboxTally;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Messages of an outbox for programs: one JSON object a line. */
public final class MessageJson {

  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  /**
   * A message: {@code number}, {@code connection}, {@code class}, {@code key}, {@code id}, {@code
   * sessionBound}, {@code accepted}, {@code state} ({@code waiting}, or {@code dead} with {@code
   * buried} and {@code reason}), {@code size}, and {@code text} or {@code base64}, with {@code
   * truncated} if that is its beginning only.
   *
   * @param most how many characters, or bytes, of what it says
   */
  public static String line(KeptMessage kept, int most) {
    OutboundMessage message = kept.stored().message();
    Delivery delivery = message.delivery();
    return object(
        json -> {
          json.writeNumberField("number", kept.stored().number());
          json.writeStringField("connection", kept.connection());
          json.writeStringField("class", delivery.messageClass().label());
          if (!delivery.key().isEmpty()) {
            json.writeStringField("key", delivery.key());
          }
          json.writeStringField("id", kept.stored().id());
          json.writeBooleanField("sessionBound", delivery.sessionBound());
          json.writeStringField("accepted", time(kept.stored().acceptedMillis()));
          json.writeStringField("state", kept.death().isPresent() ? "dead" : "waiting");
          if (kept.death().isPresent()) {
            json.writeStringField("buried", time(kept.death().get().buriedMillis()));
            json.writeStringField("reason", kept.death().get().reason());
          }
          json.writeNumberField("size", message.size());
          if (message instanceof OutboundMessage.Text text) {
            json.writeStringField("text", Payload.beginning(text.text(), most));
          } else if (message instanceof OutboundMessage.Binary binary) {
            json.writeStringField("base64", Payload.base64(binary.data(), most));
          }
          if (message.size() > most) {
            json.writeBooleanField("truncated", true);
          }
        });
  }

  /** A text as JSON, in its quotes. */
  public static String text(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** How many of a class wait, or are dead. */
  public static String line(OutboxTally tally) {
    return object(
        json -> {
          json.writeStringField("connection", tally.connection());
          json.writeStringField("class", tally.messageClass());
          json.writeStringField("state", tally.dead() ? "dead" : "waiting");
          json.writeNumberField("messages", tally.messages());
          json.writeNumberField("size", tally.size());
          json.writeStringField("oldest", time(tally.oldestMillis()));
        });
  }

  private static String object(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return line.toString();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
