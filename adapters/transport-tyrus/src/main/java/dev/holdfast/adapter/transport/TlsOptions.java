package dev.holdfast.adapter.transport;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How {@code wss} gateways are verified and how this side identifies itself. TLS 1.2 or newer; the
 * certificate chain and the host name are always verified.
 *
 * @param caFile PEM file with the certificates that are trusted instead of the platform's; empty
 *     for the trust store of the Java runtime
 * @param certificateFile PEM file with the client's certificate chain; given together with the key
 * @param keyFile PEM file with the client's private key (PKCS #8, not encrypted)
 */
public record TlsOptions(
    Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile) {

  /** Checks that certificate and key come together. */
  public TlsOptions {
    if (certificateFile.isPresent() != keyFile.isPresent()) {
      throw new IllegalArgumentException(
          "a client certificate needs both its certificate file and its key file");
    }
  }

  /** The trust store of the Java runtime, no client certificate. */
  public static TlsOptions defaults() {
    return new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
