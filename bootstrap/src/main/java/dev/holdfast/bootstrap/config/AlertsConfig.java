package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told that connections are down for too long; at least one.
 *
 * @param after how long a connection may be down until then
 * @param webhook gets a POST
 * @param command is run, a program and its arguments
 */
public record AlertsConfig(Duration after, Optional<URI> webhook, Optional<List<String>> command) {

  /** Shows neither path nor query nor arguments: all may hold secrets. */
  @Override
  public String toString() {
    return "AlertsConfig[after="
        + after
        + ", webhook="
        + webhook.map(URI::getHost).orElse("none")
        + ", command="
        + command.map(words -> words.get(0)).orElse("none")
        + "]";
  }
}
