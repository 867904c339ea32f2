package dev.holdfast.bootstrap.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Reads where the trusted certificates are, and whether there are any. */
final class CaFileReader {

  private static final int MAX_BYTES = 8 << 20;
  private static final String EXPECTED = "a PEM file with at least one certificate";

  private final SettingReader reader;
  private final Path folder;

  CaFileReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.folder = folder;
  }

  Optional<Path> read() {
    Optional<Found> found = reader.find(Setting.TLS_CA_FILE);
    reader.show(Setting.TLS_CA_FILE, found.map(Found::shown).orElse("not set"));
    return found.flatMap(this::checked);
  }

  private Optional<Path> checked(Found found) {
    try {
      Path file = folder.resolve(found.value().strip());
      if (holdsCertificates(TextFile.bytes(file, MAX_BYTES))) {
        return Optional.of(file);
      }
      reader.wrong(found, EXPECTED);
    } catch (UnreadableFileException e) {
      reader.wrong(found, EXPECTED + ", but " + e.getMessage());
    } catch (CertificateException | InvalidPathException e) {
      reader.wrong(found, EXPECTED);
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
}
