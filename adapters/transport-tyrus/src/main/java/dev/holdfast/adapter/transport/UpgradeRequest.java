package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * The bytes of one upgrade request and the key they carry (RFC 6455 section 4.1).
 *
 * <p>Written here and not by an HTTP encoder, because path and query must leave exactly as they
 * were configured.
 *
 * @param text the request, to be sent as ISO 8859-1; may hold secrets
 * @param expectedAccept the Sec-WebSocket-Accept that answers it
 * @param compression whether it offers compression
 */
record UpgradeRequest(String text, String expectedAccept, boolean compression) {

  /** RFC 6455 section 1.3. */
  private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;

  /**
   * Builds the request.
   *
   * @param keys where the nonce comes from
   * @param compression whether to offer compression
   */
  static UpgradeRequest of(HandshakeRequest request, MaskingKeys keys, boolean compression) {
    byte[] nonce = new byte[KEY_BYTES];
    keys.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    StringBuilder text = new StringBuilder(512);
    text.append("GET ").append(target(request.endpoint())).append(" HTTP/1.1\r\n");
    if (request.headers().keySet().stream().noneMatch("host"::equalsIgnoreCase)) {
      header(text, "Host", host(request.endpoint()));
    }
    header(text, "Upgrade", "websocket");
    header(text, "Connection", "Upgrade");
    header(text, "Sec-WebSocket-Key", key);
    header(text, "Sec-WebSocket-Version", "13");
    if (!request.subprotocols().isEmpty()) {
      header(text, "Sec-WebSocket-Protocol", String.join(", ", request.subprotocols()));
    }
    if (compression) {
      header(text, "Sec-WebSocket-Extensions", Compression.OFFER);
    }
    for (Map.Entry<String, String> own : request.headers().entrySet()) {
      header(text, own.getKey(), own.getValue());
    }
    return new UpgradeRequest(text.append("\r\n").toString(), accept(key), compression);
  }

  /** What the gateway must answer to a key. */
  static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }

  /** Whether the endpoint asks for TLS. */
  static boolean isSecure(URI endpoint) {
    return endpoint.getScheme().toLowerCase(Locale.ROOT).equals("wss");
  }

  /** The port to connect to. */
  static int port(URI endpoint) {
    if (endpoint.getPort() >= 0) {
      return endpoint.getPort();
    }
    return isSecure(endpoint) ? 443 : 80;
  }

  /** The host to connect to, IPv6 without brackets and with its zone as the platform writes it. */
  static String bareHost(URI endpoint) {
    String host = endpoint.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1).replace("%25", "%") : host;
  }

  /** Path and query as they were written; what is not ASCII is percent-encoded. */
  static String target(URI endpoint) {
    URI ascii = URI.create(endpoint.toASCIIString());
    String path = ascii.getRawPath();
    String query = ascii.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static String host(URI endpoint) {
    String host = endpoint.getHost();
    int zone = host.indexOf('%');
    if (zone >= 0) {
      // RFC 6874 section 4: the zone means nothing outside this machine.
      host = host.substring(0, zone) + "]";
    }
    int port = endpoint.getPort();
    boolean usual = port < 0 || port == (isSecure(endpoint) ? 443 : 80);
    return usual ? host : host + ":" + port;
  }

  private static void header(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /** Leaves the request out: it may hold secrets. */
  @Override
  public String toString() {
    return "UpgradeRequest[" + text.length() + " characters]";
  }
}
