package dev.holdfast.adapter.credentials;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to ask an OAuth 2 authorization server for a token with the client credentials grant (RFC
 * 6749 4.4). Printing it shows no secret.
 *
 * @param tokenUrl the token endpoint; {@code https} or {@code http} with a host, no user
 *     information, no fragment (RFC 6749 3.2)
 * @param clientId who asks
 * @param clientSecret gives the secret as it is now, for every request; may block; throws {@link
 *     java.io.UncheckedIOException} with the reason if it cannot be had
 * @param authentication where id and secret are sent
 * @param scope what the token is to be good for, as the server calls it; empty for its default
 * @param audience whom the token is for, for the servers that want to know; no part of RFC 6749
 * @param caFile a PEM file with the certificates to trust instead of the Java runtime's; read again
 *     when it changes
 * @param limit how long one request may take, from dial to the last byte; above zero
 */
public record ClientCredentialsOptions(
    URI tokenUrl,
    String clientId,
    Supplier<String> clientSecret,
    Authentication authentication,
    Optional<String> scope,
    Optional<String> audience,
    Optional<Path> caFile,
    Duration limit) {

  /** Where client id and secret are sent (RFC 6749 2.3.1). */
  public enum Authentication {
    /** In an Authorization header: what every server must understand. */
    CLIENT_SECRET_BASIC,
    /** In the body, for servers that understand nothing else. */
    CLIENT_SECRET_POST
  }

  /** Checks that nothing is missing, and the range of the limit. */
  public ClientCredentialsOptions {
    Objects.requireNonNull(tokenUrl.getHost(), "the host of tokenUrl");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(clientSecret, "clientSecret");
    Objects.requireNonNull(authentication, "authentication");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(caFile, "caFile");
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the limit must be above zero but was " + limit);
    }
  }

  /** Host and port of the token endpoint, as people say them. */
  String server() {
    return tokenUrl.getPort() < 0
        ? tokenUrl.getHost()
        : tokenUrl.getHost() + ":" + tokenUrl.getPort();
  }

  @Override
  public String toString() {
    return "ClientCredentialsOptions[" + server() + ", limit=" + limit + "]";
  }
}
