package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: who is believed, and what a user reads when nobody is. */
class TlsTest extends LinkTest {

  @TempDir private static Path folder;

  private static TestCertificates certificates;
  private static Path authority;

  @BeforeAll
  static void makeCertificates() {
    certificates = new TestCertificates();
    authority = certificates.authorityFile(folder);
  }

  private static TyrusTransport trusting(Path caFile) {
    TlsOptions tls = new TlsOptions(Optional.of(caFile), Optional.empty(), Optional.empty());
    return TyrusTransport.create(TransportOptions.defaults().withTls(tls));
  }

  private Cause causeOf(TestCertificates.Identity identity) throws Exception {
    try (RawGateway secured = RawGateway.startTls(certificates.context(identity))) {
      Cause cause = open(secured.uri()).awaitEnded();
      secured.awaitConnection(1, SOON).record().awaitEnd(SOON);
      return cause;
    }
  }

  @Test
  void aTrustedCertificateForTheHostIsAccepted() throws Exception {
    transport = trusting(authority);
    try (RawGateway secured = RawGateway.startTls(certificates.context(certificates.loopback()))) {
      RecordedLink byAddress = open(secured.uri());
      byAddress.await("open");
      RecordedLink byName = open(URI.create("wss://localhost:" + secured.port() + "/"));
      byName.await("open");
      byAddress.abort();
      byName.abort();
    }
  }

  @Test
  void anUnknownIssuerIsRefused() throws Exception {
    Cause cause = causeOf(certificates.loopback());
    assertThat(cause)
        .isEqualTo(
            Cause.of(CauseKind.TLS_FAILURE, "the gateway's certificate is from an unknown issuer"));
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    transport = trusting(authority);
    Cause cause = causeOf(certificates.expired());
    assertThat(cause.kind()).isEqualTo(CauseKind.TLS_FAILURE);
    assertThat(cause.detail()).startsWith("the gateway's certificate has expired (");
  }

  @Test
  void aCertificateOfTheFutureIsRefused() throws Exception {
    transport = trusting(authority);
    Cause cause = causeOf(certificates.notYetValid());
    assertThat(cause.kind()).isEqualTo(CauseKind.TLS_FAILURE);
    assertThat(cause.detail()).contains("not valid yet, or this clock is wrong");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    transport = trusting(authority);
    assertThat(causeOf(certificates.elsewhere()))
        .isEqualTo(
            Cause.of(CauseKind.TLS_FAILURE, "the gateway's certificate is not for 127.0.0.1"));
  }

  @Test
  void aGatewayWithoutTlsIsNamedAsSuch() {
    gateway.onConnection(
        connection -> {
          connection.sendRaw("HTTP/1.1 400 Bad Request\r\n\r\n");
          connection.fin();
        });
    Cause cause = open(URI.create("wss://127.0.0.1:" + gateway.port() + "/")).awaitEnded();
    assertThat(cause)
        .isEqualTo(Cause.of(CauseKind.TLS_FAILURE, "the gateway does not speak TLS on this port"));
  }

  @Test
  void aPlainRequestToATlsPortSaysWhatIsNeeded() throws Exception {
    gateway.onConnection(
        connection -> connection.sendRaw((byte) 0x15, (byte) 3, (byte) 3, (byte) 0, (byte) 2));
    Cause cause = open().awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).contains("wss:// is needed");
  }

  @Test
  void anEndDuringTlsIsALostLink() {
    gateway.onConnection(connection -> connection.fin());
    assertThat(open(URI.create("wss://127.0.0.1:" + gateway.port() + "/")).awaitEnded())
        .isEqualTo(Cause.of(CauseKind.LINK_LOST, "ended during the TLS handshake"));
    gateway.onConnection(connection -> connection.reset());
    // The reset may come before this side has noticed that it is connected.
    assertThat(open(URI.create("wss://127.0.0.1:" + gateway.port() + "/")).awaitEnded())
        .matches(
            cause ->
                cause.kind() == CauseKind.LINK_LOST
                    || (cause.kind() == CauseKind.CONNECT_REFUSED
                        && cause.detail().contains("reset the connection")));
  }

  @Test
  void onlyCurrentTlsVersionsAreOfferedAndTheHostNameIsChecked() {
    SSLEngine engine =
        new TlsContexts(TlsOptions.defaults())
            .current()
            .newEngine(ByteBufAllocator.DEFAULT, "gateway.example", 443);
    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
  }

  @Test
  void anAlertIsTranslated() {
    // A fatal alert, protocol_version (RFC 8446 section 6).
    gateway.onConnection(
        connection ->
            connection.sendRaw(
                (byte) 0x15, (byte) 3, (byte) 3, (byte) 0, (byte) 2, (byte) 2, (byte) 70));
    Cause cause = open(URI.create("wss://127.0.0.1:" + gateway.port() + "/")).awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.TLS_FAILURE);
    assertThat(cause.detail()).isEqualTo("no TLS version or cipher in common (protocol_version)");
  }

  @Test
  void theClientCertificateIsShown() throws Exception {
    TestCertificates.Identity client = certificates.loopback();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withTls(
                    new TlsOptions(
                        Optional.of(authority),
                        Optional.of(TestCertificates.certificateFile(folder, client)),
                        Optional.of(TestCertificates.keyFile(folder, client)))));
    try (SSLServerSocket server = listen(certificates.context(certificates.loopback()))) {
      server.setNeedClientAuth(true);
      CompletableFuture<Optional<Certificate>> accepted = acceptOne(server);
      RecordedLink link = open(uri(server));
      assertThat(accepted.get(10, TimeUnit.SECONDS)).contains(client.certificate());
      link.abort();
    }
  }

  @Test
  void aMissingClientCertificateIsNamedAsSuch() throws Exception {
    transport = trusting(authority);
    try (SSLServerSocket server = listen(certificates.context(certificates.loopback()))) {
      server.setNeedClientAuth(true);
      CompletableFuture<Optional<Certificate>> accepted = acceptOne(server);
      Cause cause = open(uri(server)).awaitEnded();
      assertThat(accepted.get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(cause.kind()).isEqualTo(CauseKind.TLS_FAILURE);
      assertThat(cause.detail()).contains("client certificate");
    }
  }

  private static SSLServerSocket listen(SSLContext context) throws Exception {
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static URI uri(SSLServerSocket server) {
    return URI.create("wss://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Does one TLS handshake; the client's certificate, or nothing if it failed. */
  private static CompletableFuture<Optional<Certificate>> acceptOne(SSLServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            Certificate[] shown = socket.getSession().getPeerCertificates();
            socket.getInputStream().read();
            return Optional.of(shown[0]);
          } catch (java.io.IOException e) {
            return Optional.empty();
          }
        });
  }

  @Test
  void changedFilesAreReadAgainAndBrokenOnesLeaveTheOldInForce() throws Exception {
    Path file = folder.resolve("changing.pem");
    Files.copy(new TestCertificates().authorityFile(Files.createTempDirectory(folder, "x")), file);
    transport = trusting(file);
    try (RawGateway secured = RawGateway.startTls(certificates.context(certificates.loopback()))) {
      assertThat(open(secured.uri()).awaitEnded().kind()).isEqualTo(CauseKind.TLS_FAILURE);
      Files.write(file, Files.readAllBytes(authority));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      open(secured.uri()).await("open");
      Files.writeString(file, "half a file");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
      open(secured.uri()).await("open");
    }
  }

  /** The file is a pipe: whoever reads it waits until something is written. */
  @Test
  void readingTheFilesDoesNotHoldTheLoop() throws Exception {
    Path slow = folder.resolve("slow.pem");
    Files.copy(authority, slow);
    transport = trusting(slow);
    Files.delete(slow);
    Process made = new ProcessBuilder("mkfifo", slow.toString()).start();
    assumeTrue(made.waitFor() == 0);
    try (RawGateway secured = RawGateway.startTls(certificates.context(certificates.loopback()))) {
      RecordedLink first = open(secured.uri());
      RecordedLink second = open(secured.uri());
      RecordedLink given = open(secured.uri());
      given.abort();
      RecordedLink plain = open();
      plain.await("open");
      assertThat(secured.connectionsCount()).isZero();
      Files.write(slow, Files.readAllBytes(authority));
      first.await("open");
      second.await("open");
      assertThat(given.names()).isEmpty();
      assertThat(secured.connectionsCount()).isEqualTo(2);
      first.abort();
      second.abort();
    }
  }

  @Test
  void filesThatCannotBeUsedAreRefusedAtOnce() throws Exception {
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> trusting(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CA file " + missing + " cannot be used: no such file, or not readable");
    Path broken = Files.writeString(folder.resolve("broken.pem"), "not a certificate");
    assertThatThrownBy(() -> trusting(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.pem");
    assertThatThrownBy(
            () -> new TlsOptions(Optional.empty(), Optional.of(broken), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failedHandshakesLeaveNothingBehind() throws Exception {
    try (RawGateway secured = RawGateway.startTls(certificates.context(certificates.loopback()))) {
      open(secured.uri()).awaitEnded();
      secured.awaitConnection(1, SOON).record().awaitEnd(SOON);
      long before = OpenFiles.count();
      for (int i = 2; i <= 60; i++) {
        assertThat(open(secured.uri()).awaitEnded().kind()).isEqualTo(CauseKind.TLS_FAILURE);
        secured.awaitConnection(i, SOON).record().awaitEnd(SOON);
      }
      OpenFiles.awaitAtMost(before + 1);
    }
  }
}
