package dev.holdfast.adapter.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where figures are pushed to.
 *
 * @param url a receiver of OTLP over HTTP, such as {@code http://127.0.0.1:4318/v1/metrics}
 * @param headers sent with every push; may hold secrets
 * @param interval how often, at least a second
 * @param timeout how long a push may take
 */
public record OtlpOptions(
    URI url, Map<String, String> headers, Duration interval, Duration timeout) {

  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Copies the map and checks the ranges. */
  public OtlpOptions {
    headers = Map.copyOf(new TreeMap<>(headers));
    if (interval.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("interval must be at least 1 s but was " + interval);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
  }

  /** Shows neither the query nor a header: both may hold secrets. */
  @Override
  public String toString() {
    return "OtlpOptions[" + url.getScheme() + "://" + url.getAuthority() + url.getPath() + "]";
  }
}
