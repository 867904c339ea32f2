package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of others that are told something over HTTP. */
final class HttpUrl {

  private HttpUrl() {}

  /**
   * The address in a text.
   *
   * @return empty if it is none, has another scheme than http and https, or holds a user name,
   *     which libraries write into logs
   */
  static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text.strip());
      boolean http = String.valueOf(url.getScheme()).matches("(?i)https?");
      return http && url.getHost() != null && url.getRawUserInfo() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
