package dev.holdfast.bootstrap.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Reads where the PEM files for TLS are, and whether they hold what they should. */
final class TlsReader {

  private static final int MAX_BYTES = 8 << 20;
  private static final String CERTIFICATES = "a PEM file with at least one certificate";
  private static final String KEY = "a PEM file with a private key in PKCS #8, not encrypted";

  private final SettingReader reader;
  private final Path folder;

  TlsReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.folder = folder;
  }

  TlsConfig read() {
    Optional<Path> authorities = authorities(Setting.TLS_CA_FILE);
    Optional<Path> certificate =
        file(Setting.TLS_CERTIFICATE_FILE, CERTIFICATES, TlsReader::holdsCertificates);
    Optional<Path> key = file(Setting.TLS_KEY_FILE, KEY, TlsReader::holdsKey);
    reader.requirePartner(Setting.TLS_CERTIFICATE_FILE, Setting.TLS_KEY_FILE);
    reader.requirePartner(Setting.TLS_KEY_FILE, Setting.TLS_CERTIFICATE_FILE);
    return certificate.isPresent() && key.isPresent()
        ? new TlsConfig(authorities, certificate, key)
        : new TlsConfig(authorities, Optional.empty(), Optional.empty());
  }

  /** Whom to trust instead of the platform's authorities. */
  Optional<Path> authorities(Setting setting) {
    return file(setting, CERTIFICATES, TlsReader::holdsCertificates);
  }

  private Optional<Path> file(Setting setting, String expected, PemCheck check) {
    Optional<Found> found = reader.find(setting);
    reader.show(setting, found.map(Found::shown).orElse("not set"));
    return found.flatMap(given -> checked(given, expected, check));
  }

  private Optional<Path> checked(Found found, String expected, PemCheck check) {
    try {
      Path file = folder.resolve(found.value().strip());
      if (check.holds(TextFile.bytes(file, MAX_BYTES))) {
        return Optional.of(file);
      }
      reader.wrong(found, expected);
    } catch (UnreadableFileException e) {
      reader.wrong(found, expected + ", but " + e.getMessage());
    } catch (CertificateException | InvalidPathException e) {
      reader.wrong(found, expected);
    }
    return Optional.empty();
  }

  // The factory would take the binary form as well, which a PEM file is not.
  private static boolean holdsCertificates(byte[] pem) throws CertificateException {
    return new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")
        && !CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .isEmpty();
  }

  // Whether the key fits its certificate is for TLS to say; an encrypted one says so here.
  private static boolean holdsKey(byte[] pem) {
    return new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN PRIVATE KEY-----");
  }

  /** Whether the bytes of a file are what they should be. */
  private interface PemCheck {
    boolean holds(byte[] pem) throws CertificateException;
  }
}
