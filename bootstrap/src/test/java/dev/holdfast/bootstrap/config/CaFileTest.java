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

/** The file of trusted certificates is read when the configuration is, not at the first attempt. */
class CaFileTest {

  @TempDir private Path folder;

  @Test
  void realCertificatesAreAccepted() throws Exception {
    List<X509Certificate> trusted = trustedByTheRuntime();
    Files.writeString(
        folder.resolve("ca.pem"), "# two\n" + pem(trusted.get(0)) + pem(trusted.get(1)));
    assertThat(
            Given.gateway(folder).variable("TLS_CA_FILE", "ca.pem").config().gateway().tlsCaFile())
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
