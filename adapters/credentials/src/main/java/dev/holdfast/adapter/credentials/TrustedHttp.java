package dev.holdfast.adapter.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that verifies whom it talks to, made when first needed and again when the file of
 * trusted certificates has changed. Follows no redirect: what it sends is a secret. One thread at a
 * time.
 */
final class TrustedHttp {

  /** A client, and how old the file was that it trusts. */
  private record Made(HttpClient client, Optional<FileTime> stamp) {}

  private final Optional<Path> caFile;
  private @Nullable Made made;

  /**
   * Makes nothing yet.
   *
   * @param caFile a PEM file with the certificates to trust; empty for those of the Java runtime
   */
  TrustedHttp(Optional<Path> caFile) {
    this.caFile = caFile;
  }

  /**
   * The client for the next request. Blocks while it reads the file.
   *
   * @throws TokenException if the file cannot be used
   */
  HttpClient client() throws TokenException {
    try {
      Optional<FileTime> stamp = Optional.empty();
      if (caFile.isPresent()) {
        stamp = Optional.of(Files.getLastModifiedTime(caFile.get()));
      }
      Made last = made;
      if (last == null || !last.stamp().equals(stamp)) {
        last = new Made(make(), stamp);
        made = last;
      }
      return last.client();
    } catch (IOException | GeneralSecurityException e) {
      throw new TokenException(
          "the CA file "
              + caFile.map(Path::toString).orElse("of the Java runtime")
              + " cannot be used ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  private HttpClient make() throws IOException, GeneralSecurityException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (caFile.isPresent()) {
      builder.sslContext(trusting(caFile.get()));
    }
    return builder.build();
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        authorities.setCertificateEntry("ca-" + authorities.size(), each);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
