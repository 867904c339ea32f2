package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the opening handshake says.
 *
 * @param subprotocols the WebSocket subprotocols to offer, in this order
 * @param subprotocolRequired whether the gateway must select one of them
 * @param authorization what the Authorization header holds
 * @param headers further headers
 */
public record Handshake(
    List<String> subprotocols,
    boolean subprotocolRequired,
    Authorization authorization,
    List<Header> headers) {

  /** Copies the lists. */
  public Handshake {
    subprotocols = List.copyOf(subprotocols);
    headers = List.copyOf(headers);
  }

  /**
   * A header of the handshake.
   *
   * @param name its name
   * @param before the text before the credential
   * @param credential email, password or token; empty if the text is always the same
   * @param after the text behind it
   */
  public record Header(String name, String before, Optional<Origin> credential, String after) {}

  /** The headers of one attempt; one whose credential is missing is left out. */
  Map<String, String> headers(Credentials credentials) {
    Map<String, String> all = new LinkedHashMap<>(authorization.header(credentials));
    for (Header header : headers) {
      if (header.credential().isEmpty()) {
        all.put(header.name(), header.before());
      } else {
        credential(header.credential().get(), credentials)
            .ifPresent(value -> all.put(header.name(), header.before() + value + header.after()));
      }
    }
    return all;
  }

  private static Optional<String> credential(Origin origin, Credentials credentials) {
    return switch (origin) {
      case EMAIL -> credentials.email();
      case PASSWORD -> credentials.password();
      default -> credentials.token();
    };
  }
}
