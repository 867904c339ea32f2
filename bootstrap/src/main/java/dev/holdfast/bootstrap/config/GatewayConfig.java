package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.SessionProtocol;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the gateway is, what it speaks, and what to tell it about us. Printing it shows no secret.
 *
 * @param endpoints the gateway's addresses, tried in order; at least one; each {@code ws} or {@code
 *     wss} with a host, without user information and fragment; exactly as the user wrote it
 * @param protocol the session protocol: the name of one that the loader was given, or a file
 * @param describedProtocol the session protocol if a file describes it
 * @param headers further headers of the opening handshake by name; the values may be secrets
 * @param credentials what to prove who we are with; possibly nothing
 * @param returnAfter after how long a link to another than the first address is replaced, so that
 *     the connection returns to that; empty for not before the link is lost
 */
public record GatewayConfig(
    List<URI> endpoints,
    String protocol,
    Optional<SessionProtocol> describedProtocol,
    Map<String, String> headers,
    CredentialsConfig credentials,
    Optional<Duration> returnAfter) {

  /** One that speaks a protocol that comes with the product. */
  public GatewayConfig(
      List<URI> endpoints,
      String protocol,
      Map<String, String> headers,
      CredentialsConfig credentials) {
    this(endpoints, protocol, Optional.empty(), headers, credentials, Optional.empty());
  }

  /** Copies the collections and checks that there is something to connect to. */
  public GatewayConfig {
    endpoints = List.copyOf(endpoints);
    headers = Map.copyOf(headers);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a gateway needs at least one endpoint");
    }
  }

  /** The same, with another session protocol in place of the one that the user named. */
  GatewayConfig speaking(SessionProtocol other) {
    return new GatewayConfig(
        endpoints, protocol, Optional.of(other), headers, credentials, returnAfter);
  }

  /** The endpoints as they may be shown, without the values of their queries. */
  public String shownEndpoints() {
    return endpoints.stream()
        .map(uri -> Masking.url(uri.toString()))
        .collect(Collectors.joining(", "));
  }

  /** Endpoints without the values of their queries, headers by name only. */
  @Override
  public String toString() {
    return "GatewayConfig[endpoints="
        + shownEndpoints()
        + ", protocol="
        + protocol
        + ", headers="
        + headers.keySet()
        + ", "
        + credentials
        + "]";
  }
}
