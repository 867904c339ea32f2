package dev.holdfast.adapter.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gets the secret whose certificate is not trusted. */
@Timeout(60)
class TrustedHttpTest {

  @TempDir private Path folder;

  @Test
  void whomTheCaFileVouchesForIsTrusted() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder, "localhost");
    try (TokenServer server = serving(certificate)) {
      Path trusted = Files.writeString(folder.resolve("ca.pem"), certificate.pem());
      assertThat(client(server.uri(), Optional.of(trusted)).issue().value()).isEqualTo("t0ken");
    }
  }

  @Test
  void nobodyElseIs() throws Exception {
    try (TokenServer server = serving(SelfSigned.make(folder, "localhost"))) {
      assertFails(client(server.uri(), Optional.empty()), "TLS failed (");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotEnough() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder, "other.test");
    try (TokenServer server = serving(certificate)) {
      Path trusted = Files.writeString(folder.resolve("ca.pem"), certificate.pem());
      assertFails(client(server.uri(), Optional.of(trusted)), "TLS failed (");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theFileIsReadAgainWhenItChanges() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder, "localhost");
    try (TokenServer server = serving(certificate)) {
      Path trusted =
          Files.writeString(folder.resolve("ca.pem"), SelfSigned.make(folder, "other.test").pem());
      ClientCredentials client = client(server.uri(), Optional.of(trusted));
      assertFails(client, "TLS failed (");

      Files.writeString(trusted, certificate.pem());
      Files.setLastModifiedTime(trusted, FileTime.fromMillis(1_795_000_000_000L));

      assertThat(client.issue().value()).isEqualTo("t0ken");
    }
  }

  @Test
  void aFileThatIsGoneIsTold() {
    Path missing = folder.resolve("missing.pem");
    assertFails(
        client(URI.create("https://localhost/"), Optional.of(missing)),
        "the CA file " + missing + " cannot be used (NoSuchFileException)");
  }

  private static TokenServer serving(SelfSigned certificate) throws Exception {
    TokenServer server = TokenServer.startTls(certificate.context());
    server.answers(200, "{\"access_token\":\"t0ken\"}");
    return server;
  }

  private static ClientCredentials client(URI uri, Optional<Path> caFile) {
    return new ClientCredentials(
        new ClientCredentialsOptions(
            uri,
            "press-7",
            () -> "s3cret",
            ClientCredentialsOptions.Authentication.CLIENT_SECRET_BASIC,
            Optional.empty(),
            Optional.empty(),
            caFile,
            Duration.ofSeconds(30)),
        new KnownSecrets(),
        System::currentTimeMillis);
  }

  private static void assertFails(ClientCredentials client, String reason) {
    assertThatThrownBy(client::issue)
        .isInstanceOf(TokenException.class)
        .hasMessageStartingWith(reason);
  }
}
