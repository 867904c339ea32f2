package dev.holdfast.adapter.protocol.described;

import dev.holdfast.application.port.out.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What proves in the opening handshake who we are. */
public enum Authorization {
  /** A token if there is one, otherwise user name and password. */
  AUTO,
  /** A token (RFC 6750). */
  BEARER,
  /** User name and password (RFC 7617, UTF-8). */
  BASIC,
  /** Nothing. */
  NONE;

  private static final String NAME = "Authorization";

  /** The name in a description. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The header of one attempt.
   *
   * @param credentials those of the attempt
   * @return the header's value by its name; empty without the credentials that it needs
   */
  public Map<String, String> header(Credentials credentials) {
    return (switch (this) {
          case AUTO -> bearer(credentials).or(() -> basic(credentials));
          case BEARER -> bearer(credentials);
          case BASIC -> basic(credentials);
          case NONE -> Optional.<String>empty();
        })
        .map(value -> Map.of(NAME, value))
        .orElse(Map.of());
  }

  private static Optional<String> bearer(Credentials credentials) {
    return credentials.token().map(token -> "Bearer " + token);
  }

  private static Optional<String> basic(Credentials credentials) {
    if (credentials.email().isEmpty() || credentials.password().isEmpty()) {
      return Optional.empty();
    }
    String pair = credentials.email().get() + ":" + credentials.password().get();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
  }
}
