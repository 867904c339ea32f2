package dev.holdfast.adapter.metrics;

import java.util.Optional;

/**
 * What is told, and where to.
 *
 * @param maxConnections so many connections have series of their own; the others are in the sums; 0
 *     or more
 * @param version of the program
 * @param otlp where figures are pushed to; empty if nowhere
 */
public record MetricsOptions(int maxConnections, String version, Optional<OtlpOptions> otlp) {

  /** Checks the range. */
  public MetricsOptions {
    if (maxConnections < 0) {
      throw new IllegalArgumentException(
          "maxConnections must not be negative but was " + maxConnections);
    }
  }
}
