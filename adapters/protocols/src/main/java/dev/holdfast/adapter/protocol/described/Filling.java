package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.Credentials;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the placeholders of one template stand for, once. */
final class Filling {

  private final Credentials credentials;
  private final Map<String, JsonValue> captured;
  private final Map<Origin, JsonValue> values = new EnumMap<>(Origin.class);
  private @Nullable Fields message;

  /**
   * Nothing but what holds for the whole link.
   *
   * @param credentials those of the attempt
   * @param captured what was captured so far
   */
  Filling(Credentials credentials, Map<String, JsonValue> captured) {
    this.credentials = credentials;
    this.captured = captured;
  }

  Filling with(Origin origin, JsonValue value) {
    values.put(origin, value);
    return this;
  }

  /** The message that is answered. */
  Filling answering(Fields fields) {
    this.message = fields;
    return this;
  }

  /**
   * What takes the place of a placeholder.
   *
   * @throws Unfillable if that is missing
   */
  JsonValue value(Source source) throws Unfillable {
    return switch (source.origin()) {
      case EMAIL -> credential(credentials.email(), "a user name (GATEWAY_EMAIL)");
      case PASSWORD -> credential(credentials.password(), "a password (GATEWAY_PASSWORD)");
      case TOKEN -> credential(credentials.token(), "a token (GATEWAY_TOKEN)");
      case MESSAGE -> message == null ? JsonValue.NULL : message.value(source.slot());
      case CAPTURED -> captured.getOrDefault(source.name(), JsonValue.NULL);
      default -> values.getOrDefault(source.origin(), JsonValue.NULL);
    };
  }

  private static JsonValue credential(Optional<String> value, String what) throws Unfillable {
    if (value.isEmpty()) {
      throw new Unfillable("the login needs " + what + ", and there is none");
    }
    return JsonValue.string(value.get());
  }
}
