package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the opening handshake says.
 *
 * @param subprotocols the WebSocket subprotocols to offer, in this order
 * @param subprotocolRequired whether the gateway must select one of them
 * @param authorization what the Authorization header holds
 * @param inBand which credentials the login, a header or the query has, so that {@link
 *     Authorization#AUTO} leaves them out
 * @param headers further headers
 * @param query what is added to the query of the URL
 */
public record Handshake(
    List<String> subprotocols,
    boolean subprotocolRequired,
    Authorization authorization,
    Set<Origin> inBand,
    List<Filled> headers,
    List<Filled> query) {

  /** Copies the lists. */
  public Handshake {
    subprotocols = List.copyOf(subprotocols);
    inBand = Set.copyOf(inBand);
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /**
   * A header of the handshake, or a part of the query.
   *
   * @param name its name
   * @param before the text before the credential
   * @param credential email, password or token; empty if the text is always the same
   * @param after the text behind it
   */
  public record Filled(String name, String before, Optional<Origin> credential, String after) {}

  /** The headers of one attempt; one whose credential is missing is left out. */
  Map<String, String> headers(Credentials credentials) {
    Map<String, String> all = new LinkedHashMap<>(authorization.header(offered(credentials)));
    all.putAll(filled(headers, credentials));
    return all;
  }

  /** What one attempt adds to the query, percent-encoded; what has no credential is left out. */
  Map<String, String> query(Credentials credentials) {
    Map<String, String> encoded = new LinkedHashMap<>();
    filled(query, credentials)
        .forEach((name, value) -> encoded.put(PercentEncoding.of(name), PercentEncoding.of(value)));
    return encoded;
  }

  private Credentials offered(Credentials all) {
    if (authorization != Authorization.AUTO) {
      return all;
    }
    return new Credentials(
        all.email(),
        all.password().filter(password -> !inBand.contains(Origin.PASSWORD)),
        all.token().filter(token -> !inBand.contains(Origin.TOKEN)));
  }

  private static Map<String, String> filled(List<Filled> written, Credentials credentials) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Filled one : written) {
      if (one.credential().isEmpty()) {
        all.put(one.name(), one.before());
      } else {
        credential(one.credential().get(), credentials)
            .ifPresent(value -> all.put(one.name(), one.before() + value + one.after()));
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
