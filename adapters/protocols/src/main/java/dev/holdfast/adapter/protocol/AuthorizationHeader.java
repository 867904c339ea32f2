package dev.holdfast.adapter.protocol;

import dev.holdfast.application.port.out.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Credentials in the opening handshake, for protocols that have no login of their own. */
final class AuthorizationHeader {

  private static final String NAME = "Authorization";

  private AuthorizationHeader() {}

  /**
   * A bearer token (RFC 6750) if there is one; otherwise user name and password as Basic (RFC 7617,
   * UTF-8) if there are both; otherwise nothing.
   */
  static Map<String, String> of(Credentials credentials) {
    if (credentials.token().isPresent()) {
      return Map.of(NAME, "Bearer " + credentials.token().get());
    }
    if (credentials.email().isPresent() && credentials.password().isPresent()) {
      String pair = credentials.email().get() + ":" + credentials.password().get();
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      return Map.of(NAME, "Basic " + encoded);
    }
    return Map.of();
  }
}
