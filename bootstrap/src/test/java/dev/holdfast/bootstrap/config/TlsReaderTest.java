package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for TLS are read when the configuration is, not at the first attempt. */
class TlsReaderTest {

  @TempDir private Path folder;

  @Test
  void realCertificatesAreAccepted() throws Exception {
    List<X509Certificate> trusted = trustedByTheRuntime();
    Files.writeString(
        folder.resolve("ca.pem"), "# two\n" + pem(trusted.get(0)) + pem(trusted.get(1)));
    assertThat(
            Given.gateway(folder)
                .variable("TLS_CA_FILE", "ca.pem")
                .config()
                .first()
                .transport()
                .tls()
                .caFile())
        .contains(folder.resolve("ca.pem"));
  }

  @Test
  void everythingElseIsAProblem() throws Exception {
    String expected =
        "TLS_CA_FILE=ca.pem (environment): expected a PEM file with at least one certificate";
    Given given = Given.gateway(folder).variable("TLS_CA_FILE", "ca.pem");
    assertThat(given.problem()).isEqualTo(expected + ", but there is no such file");
    String cut = pem(trustedByTheRuntime().get(0)).substring(0, 300);
    String begin = "-----BEGIN CERTIFICATE-----\n";
    for (String text :
        List.of("", "no certificate", cut, begin + "AAAA\n-----END CERTIFICATE-----\n")) {
      Files.writeString(folder.resolve("ca.pem"), text);
      assertThat(given.problem()).isEqualTo(expected);
    }
    Files.write(folder.resolve("ca.pem"), trustedByTheRuntime().get(0).getEncoded());
    assertThat(given.problem()).as("binary form").isEqualTo(expected);
  }

  @Test
  void aCertificateOfOurOwnNeedsItsKey() throws Exception {
    Files.writeString(folder.resolve("own.pem"), pem(trustedByTheRuntime().get(0)));
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    Given given = Given.gateway(folder).variable("TLS_CERTIFICATE_FILE", "own.pem");
    assertThat(given.problem())
        .isEqualTo(
            "TLS_CERTIFICATE_FILE=own.pem (environment): expected to be given together with"
                + " TLS_KEY_FILE, not alone");
    TlsConfig tls = given.variable("TLS_KEY_FILE", "key.pem").config().first().transport().tls();
    assertThat(tls.certificateFile()).contains(folder.resolve("own.pem"));
    assertThat(tls.keyFile()).contains(folder.resolve("key.pem"));
    assertThat(Given.gateway(folder).variable("TLS_KEY_FILE", "key.pem").problem())
        .endsWith("expected to be given together with TLS_CERTIFICATE_FILE, not alone");
  }

  @Test
  void anEncryptedKeyIsAProblem() throws Exception {
    Files.writeString(folder.resolve("own.pem"), pem(trustedByTheRuntime().get(0)));
    Files.writeString(folder.resolve("key.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n");
    assertThat(
            Given.gateway(folder)
                .variable("TLS_CERTIFICATE_FILE", "own.pem")
                .variable("TLS_KEY_FILE", "key.pem")
                .problem())
        .isEqualTo(
            "TLS_KEY_FILE=key.pem (environment): expected a PEM file with a private key in PKCS #8,"
                + " not encrypted");
  }

  private static List<X509Certificate> trustedByTheRuntime() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
