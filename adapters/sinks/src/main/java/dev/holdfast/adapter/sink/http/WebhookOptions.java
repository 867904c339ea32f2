package dev.holdfast.adapter.sink.http;

import dev.holdfast.adapter.sink.queue.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where batches are posted, and how.
 *
 * @param url {@code http} or {@code https}
 * @param format of the body
 * @param timeout for one request, from the first byte of the connection to the last of the answer
 * @param headers further headers of every request
 * @param token a bearer token
 * @param signingKey what the {@link Signature} is made with; empty to send none
 * @param authorities PEM file with the certificates to trust; empty for the Java runtime's
 */
public record WebhookOptions(
    URI url,
    BodyFormat format,
    Duration timeout,
    Map<String, String> headers,
    Optional<Secret> token,
    Optional<Secret> signingKey,
    Optional<Path> authorities) {

  /** Checks the ranges. */
  public WebhookOptions {
    Objects.requireNonNull(format, "format");
    headers = Map.copyOf(headers);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url must be http or https but was " + url.getScheme());
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
  }
}
