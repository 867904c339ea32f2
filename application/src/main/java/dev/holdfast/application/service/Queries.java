package dev.holdfast.application.service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Adds to the query of an endpoint. */
final class Queries {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Queries() {}

  /**
   * An endpoint with more in its query.
   *
   * @param more values by name, not encoded; one whose name the endpoint has already is left out,
   *     because the user wrote that
   * @param endpoint as the user wrote it, and so it stays
   */
  static URI with(Map<String, String> more, URI endpoint) {
    if (more.isEmpty()) {
      return endpoint;
    }
    String written = endpoint.toString();
    String query = endpoint.getRawQuery();
    Set<String> names = new LinkedHashSet<>();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        names.add(part.split("=", 2)[0]);
      }
    }
    StringBuilder text = new StringBuilder(written);
    boolean first = query == null;
    boolean open = query == null || query.isEmpty();
    for (Map.Entry<String, String> one : more.entrySet()) {
      String name = encoded(one.getKey());
      if (!names.contains(name)) {
        text.append(first ? "?" : open ? "" : "&").append(name).append('=');
        text.append(encoded(one.getValue()));
        first = false;
        open = false;
      }
    }
    return URI.create(text.toString());
  }

  /** Percent-encoded as UTF-8, all but what is never special (RFC 3986 section 2.3). */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(one) >= 0) {
        encoded.append((char) one);
      } else {
        encoded.append("%").append(HEX.toHexDigits(one));
      }
    }
    return encoded.toString();
  }
}
