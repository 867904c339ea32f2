package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which figures are told, and where to.
 *
 * @param maxConnections so many connections have series of their own; 0 or more
 * @param push where figures are pushed to by OTLP; empty if nowhere
 */
public record MetricsConfig(int maxConnections, Optional<Push> push) {

  /** A page with series for a thousand connections, and nothing that is pushed. */
  public static final MetricsConfig USUAL = new MetricsConfig(1_000, Optional.empty());

  /**
   * Where figures are pushed to.
   *
   * @param url http or https
   * @param headers sent with every push; may hold secrets
   * @param interval how often
   */
  public record Push(URI url, Map<String, String> headers, Duration interval) {

    /** Copies the map. */
    public Push {
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** Shows no header and no query: both may hold secrets. */
    @Override
    public String toString() {
      return "Push[" + Masking.url(url.toString()) + "]";
    }
  }
}
