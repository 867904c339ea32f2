package dev.holdfast.adapter.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.application.port.out.Alert;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** An alert as an object of JSON, and as a sentence. */
final class AlertJson {

  private static final JsonFactory JSON = new JsonFactory();

  private final UnaryOperator<String> mask;

  /**
   * Writes alerts.
   *
   * @param mask takes secrets out of a text
   */
  AlertJson(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  String write(Alert alert, Instant at) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("alert", alert.kind().id());
      json.writeStringField("at", at.toString());
      json.writeStringField("text", sentence(alert));
      json.writeNumberField("count", alert.count());
      json.writeArrayFieldStart("connections");
      for (Alert.Entry entry : alert.entries()) {
        json.writeStartObject();
        json.writeStringField("id", entry.connection());
        json.writeNumberField("downMs", entry.down().toMillis());
        json.writeStringField("cause", entry.cause());
        json.writeStringField("words", mask.apply(entry.words()));
        json.writeBooleanField("comesBack", entry.comesBack());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString();
  }

  /** For chats and log lines. */
  String sentence(Alert alert) {
    Alert.Entry first = alert.entries().get(0);
    String who =
        alert.count() == 1
            ? first.connection()
            : first.connection() + " and " + (alert.count() - 1) + " more";
    return alert.kind() == Alert.Kind.UP
        ? "Up again: " + who + ", after " + seconds(first)
        : "Down: "
            + who
            + ", for "
            + seconds(first)
            + (first.words().isEmpty() ? "" : ": " + mask.apply(first.words()))
            + (first.comesBack() ? "" : "; not tried again");
  }

  private static String seconds(Alert.Entry entry) {
    return entry.down().toSeconds() + " s";
  }
}
