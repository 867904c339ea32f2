package dev.holdfast.adapter.sink.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a target's own must come from. Its host name is checked in any case. */
public final class Authorities {

  private Authorities() {}

  /**
   * A context that trusts what a file holds. Blocks.
   *
   * @param pem certificates in PEM; empty to trust what the Java runtime trusts
   * @throws IOException if the file cannot be read or holds no certificate
   */
  public static SSLContext context(Optional<Path> pem) throws IOException {
    try {
      if (pem.isEmpty()) {
        return SSLContext.getDefault();
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(pem.get()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          pem.map(file -> file + " cannot be used: ").orElse("no TLS: ") + e.getMessage(), e);
    }
  }

  private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      int count = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + ++count, authority);
      }
      if (count == 0) {
        throw new IOException(pem + " holds no certificate");
      }
    }
    return store;
  }
}
