package dev.holdfast.application.port.out;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What one attempt asks of the gateway in the opening handshake (RFC 6455 section 4.1).
 *
 * @param endpoint {@code ws} or {@code wss}, with host; sent as written (never decoded); without
 *     fragment and user information
 * @param headers further request headers by name, sent in this order; not those that make the
 *     handshake itself; may hold secrets, so {@link #toString} leaves the values out
 * @param subprotocols offered in this order; possibly empty
 * @param subprotocolRequired whether an answer that selects none of them is an invalid handshake
 */
public record HandshakeRequest(
    URI endpoint,
    Map<String, String> headers,
    List<String> subprotocols,
    boolean subprotocolRequired) {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** What the transport sets itself, or what would put a body behind the request. */
  private static final Set<String> RESERVED =
      Set.of(
          "upgrade",
          "connection",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-protocol",
          "sec-websocket-extensions",
          "sec-websocket-accept",
          "content-length",
          "transfer-encoding");

  /** Checks the endpoint and that nothing could break out of its line or undo the handshake. */
  public HandshakeRequest {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      throw new IllegalArgumentException("endpoint must be ws:// or wss:// but was " + scheme);
    }
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint must name a host");
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    subprotocols = List.copyOf(subprotocols);
    headers.forEach(HandshakeRequest::checkHeader);
    for (String subprotocol : subprotocols) {
      if (!subprotocol.matches(TOKEN)) {
        throw new IllegalArgumentException("subprotocol " + subprotocol + " is not an HTTP token");
      }
    }
  }

  private static void checkHeader(String name, String value) {
    if (!name.matches(TOKEN)
        || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127 || c > 255)) {
      throw new IllegalArgumentException(
          "header " + name + " holds a character that HTTP does not allow");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header " + name + " belongs to the handshake itself");
    }
  }

  /** Endpoint without query, and header names only: what may be logged. */
  @Override
  public String toString() {
    return "HandshakeRequest["
        + endpoint.getScheme()
        + "://"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
        + endpoint.getRawPath()
        + ", headers="
        + headers.keySet()
        + ", subprotocols="
        + subprotocols
        + "]";
  }
}
