package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway says reaches every sink of the configuration, each in its own time. */
@EndToEndTest
class SinksIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MESSAGES = 100;

  @Test
  void aFileAWebhookAndStandardOutputGetEverythingInOrder(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path file = daemons.folder().resolve("readings.ndjson");
    try (Receiver receiver = new Receiver(0)) {
      DaemonProcess daemon = start(daemons, gateway, file, receiver);
      GatewayConnection connection = gateway.awaitConnection(1, SOON);
      tell(connection, 1, MESSAGES);

      daemon.awaitStdout("all messages", lines -> lines.size() == MESSAGES);
      Awaitility.await().atMost(SOON).until(() -> receiver.records.size() == MESSAGES);
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);

      assertInOrder(daemon.stdout());
      assertInOrder(List.copyOf(receiver.records));
      assertInOrder(Files.readAllLines(file));
    }
  }

  @Test
  void aSinkThatIsDownDoesNotHoldTheOthersAndGetsAllWhenItIsBack(
      Daemons daemons, RawGateway gateway) throws Exception {
    Path file = daemons.folder().resolve("readings.ndjson");
    try (Receiver receiver = new Receiver(3)) {
      DaemonProcess daemon = start(daemons, gateway, file, receiver);
      tell(gateway.awaitConnection(1, SOON), 1, MESSAGES);

      daemon.awaitStdout("all messages", lines -> lines.size() == MESSAGES);
      daemon.awaitLog("503");
      Awaitility.await().atMost(SOON).until(() -> receiver.records.size() == MESSAGES);

      assertInOrder(List.copyOf(receiver.records));
      Awaitility.await().atMost(SOON).until(() -> Files.readAllLines(file).size() == MESSAGES);
      assertInOrder(Files.readAllLines(file));
    }
  }

  private static DaemonProcess start(
      Daemons daemons, RawGateway gateway, Path file, Receiver receiver) throws Exception {
    Path config = daemons.folder().resolve("holdfast.yaml");
    Files.writeString(
        config,
        """
        sinks:
          - type: file
            path: %s
          - type: webhook
            url: %s
            retry-initial-delay: 100ms
          - type: stdout
        """
            .formatted(file, receiver.url()));
    DaemonProcess daemon =
        daemons.run(gateway.uri()).arguments("--config", config.toString()).start();
    daemon.awaitUp(1);
    return daemon;
  }

  private static void tell(GatewayConnection connection, int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      connection.sendText("{\"reading\":" + i + "}");
    }
  }

  private static void assertInOrder(List<String> lines) {
    assertThat(lines).hasSize(MESSAGES);
    IntStream.rangeClosed(1, MESSAGES)
        .forEach(i -> assertThat(lines.get(i - 1)).contains("\"reading\":" + i + "}"));
  }

  /** A web server that is not there for the first requests. */
  private static final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger refusals;
    private final Queue<String> records = new ConcurrentLinkedQueue<>();

    Receiver(int refusals) throws IOException {
      this.refusals = new AtomicInteger(refusals);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/readings";
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          exchange.sendResponseHeaders(503, -1);
        } else {
          body.lines().forEach(records::add);
          exchange.sendResponseHeaders(204, -1);
        }
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
