package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line. The key-value pairs of an event are fields at the top level; numbers and
 * booleans stay what they are, everything else becomes a string. No object is looked into: a record
 * that holds a secret shows what its own {@code toString} shows.
 */
final class JsonLines implements LineFormat {

  private static final JsonFactory JSON = new JsonFactory();

  private static final int PAIRS_MAX = 64;

  private static final Set<String> OWN_FIELDS =
      Set.of("time", "level", "logger", "thread", "message", "error", "stack");

  private final LogText text;
  private final Failures failures;

  JsonLines(LogText text) {
    this.text = text;
    this.failures = new Failures(text);
  }

  @Override
  public String line(ILoggingEvent event) {
    StringWriter line = new StringWriter(400);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", Timestamps.of(event));
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("logger", event.getLoggerName());
      json.writeStringField("thread", text.of(event.getThreadName()));
      json.writeStringField("message", text.of(event.getFormattedMessage()));
      pairs(json, event);
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        json.writeStringField("error", failures.headline(thrown));
        json.writeStringField("stack", failures.stack(thrown, ""));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return line.append('\n').toString();
  }

  private void pairs(JsonGenerator json, ILoggingEvent event) throws IOException {
    boolean named = false;
    List<KeyValuePair> pairs = Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    for (KeyValuePair pair : pairs.subList(0, Math.min(pairs.size(), PAIRS_MAX))) {
      named |= pair.key.equals(Fields.CONNECTION);
      json.writeFieldName(OWN_FIELDS.contains(pair.key) ? pair.key + "_" : text.of(pair.key));
      value(json, pair.value);
    }
    String connection = named ? "" : Fields.connection(event);
    if (!connection.isEmpty()) {
      json.writeStringField(Fields.CONNECTION, text.of(connection));
    }
  }

  private void value(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      json.writeNumber(value.toString());
    } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeString(text.of(value.toString()));
    }
  }
}
