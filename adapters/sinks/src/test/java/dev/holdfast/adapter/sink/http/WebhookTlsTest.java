package dev.holdfast.adapter.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.tls.ServerCertificate;
import dev.holdfast.application.port.out.InboundMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver must prove who it is. */
@Timeout(60)
final class WebhookTlsTest {

  @TempDir private Path folder;

  private Receiver receiver;

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aReceiverOfAnAuthorityThatIsGivenIsTrusted() throws Exception {
    Path pem = serve("localhost");

    assertThat(write(Optional.of(pem))).isEqualTo(Outcome.done(1));
  }

  @Test
  void aReceiverThatNobodyVouchesForIsNot() throws Exception {
    serve("localhost");

    assertThatThrownBy(() -> write(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SSLHandshakeException");
    assertThat(receiver.arrived()).isEmpty();
  }

  @Test
  void aReceiverOfAnotherNameIsNot() throws Exception {
    Path pem = serve("elsewhere.test");

    assertThatThrownBy(() -> write(Optional.of(pem)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SSLHandshakeException");
    assertThat(receiver.arrived()).isEmpty();
  }

  @Test
  void aFileWithoutACertificateIsNamed() throws Exception {
    serve("localhost");
    Path empty = Files.createFile(folder.resolve("empty.pem"));

    assertThatThrownBy(() -> write(Optional.of(empty)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.pem");
  }

  private Outcome write(Optional<Path> authorities) throws IOException, InterruptedException {
    WebhookTarget target =
        new WebhookTarget(
            new WebhookOptions(
                receiver.uri("https"),
                BodyFormat.NDJSON,
                Duration.ofSeconds(30),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                authorities),
            "run",
            () -> 0);
    target.open();
    return target.write(
        new Batch(1, List.of(new Received(new InboundMessage.Text("press-7", "a"), 0))));
  }

  private Path serve(String name) throws Exception {
    ServerCertificate certificate = ServerCertificate.of(name);
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    receiver = Receiver.start(server);
    return certificate.writeCertificate(folder.resolve(name + ".pem"));
  }
}
