package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom to trust and who we are in TLS. Printing it shows paths only.
 *
 * @param caFile a readable PEM file with the certificates to trust instead of the platform's; empty
 *     for the platform's
 * @param certificateFile a readable PEM file with our own certificate and what leads to its issuer;
 *     given together with the key
 * @param keyFile a readable PEM file with the private key of that certificate
 */
public record TlsConfig(
    Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile) {

  /** Checks that certificate and key come together. */
  public TlsConfig {
    if (certificateFile.isPresent() != keyFile.isPresent()) {
      throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
    }
  }

  /** The trust of the Java runtime, and no certificate of our own. */
  public static TlsConfig defaults() {
    return new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
