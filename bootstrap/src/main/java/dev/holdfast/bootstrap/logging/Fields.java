package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** What an event of the log says in fields. */
final class Fields {

  /** Which connection it is about: a key of the MDC, and a field in JSON. */
  static final String CONNECTION = "connection";

  private Fields() {}

  /** The id of the connection that an event is about; empty if it is about none. */
  static String connection(ILoggingEvent event) {
    return Optional.ofNullable(event.getMDCPropertyMap().get(CONNECTION))
        .orElseGet(() -> text(event, CONNECTION));
  }

  /** A field as text; empty if there is none of that name. */
  static String text(ILoggingEvent event, String key) {
    Object value = value(event, key);
    return value == null ? "" : value.toString();
  }

  /** Whether a field is there and true. */
  static boolean isTrue(ILoggingEvent event, String key) {
    return Boolean.TRUE.equals(value(event, key));
  }

  private static @Nullable Object value(ILoggingEvent event, String key) {
    List<KeyValuePair> pairs = Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    for (KeyValuePair pair : pairs) {
      if (pair.key.equals(key)) {
        return pair.value;
      }
    }
    return null;
  }
}
