package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Secrets of every kind are planted in one daemon, and its gateway repeats them where it may talk:
 * whatever comes out of the daemon is searched for them.
 */
@EndToEndTest
class EveryWayOutIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PLANTED = "-planted-s3cret";

  private final Map<String, String> outputs = new TreeMap<>();
  private final Queue<String> alerts = new ConcurrentLinkedQueue<>();
  private final Queue<String> pushes = new ConcurrentLinkedQueue<>();

  @Test
  void noSecretComesOut(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        Scripts.closesWith(ServerFrame.close(1011, "token" + PLANTED + " is none")));
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook" + PLANTED, exchange -> take(exchange, alerts));
    receiver.createContext("/v1/metrics", exchange -> take(exchange, pushes));
    receiver.start();
    String base = "http://127.0.0.1:" + receiver.getAddress().getPort();
    Path adminToken =
        Files.writeString(daemons.folder().resolve("admin-token"), "admin-token" + PLANTED);
    try {
      DaemonProcess daemon =
          daemons
              .run(gateway.uri("/?key=query" + PLANTED))
              .with("GATEWAY_TOKEN", "token" + PLANTED)
              .with("ADMIN_ADDRESS", "127.0.0.1:0")
              .with("ADMIN_TOKEN_FILE", adminToken.toString())
              .with("ALERT_AFTER", "500ms")
              .with("ALERT_WEBHOOK_URL", base + "/hook" + PLANTED)
              .with("OTLP_URL", base + "/v1/metrics?key=otlp" + PLANTED)
              .with("OTLP_INTERVAL", "1s")
              .with("OTLP_HEADERS", "x-key=header" + PLANTED)
              .with("LOG_LEVEL", "trace")
              .start();
      Admin admin = Admin.of(daemon);
      Awaitility.await().atMost(SOON).until(() -> !alerts.isEmpty() && !pushes.isEmpty());
      for (String path :
          List.of(
              "/health/live",
              "/health/ready",
              "/metrics",
              "/v1/build",
              "/v1/clients",
              "/v1/config",
              "/v1/connections",
              "/v1/connections/gateway",
              "/v1/connections/gateway/latest",
              "/v1/connections/gateway/outbox",
              "/v1/connections/none",
              "/v1/log",
              "/v1/log-level",
              "/v1/openapi.json")) {
        outputs.put(
            "GET " + path,
            admin
                .ask(
                    HttpRequest.newBuilder(admin.uri(path))
                        .header("Authorization", "Bearer admin-token" + PLANTED))
                .body());
        outputs.put("GET without the token " + path, admin.get(path).body());
      }
      for (List<String> command :
          List.of(
              List.of("status"),
              List.of("status", "--json"),
              List.of("top", "--once"),
              List.of("send", "hello"),
              List.of("reload"),
              List.of("check"))) {
        DaemonProcess asked =
            daemons
                .command(command.toArray(String[]::new))
                .with("ADMIN_ADDRESS", admin.address())
                .with("ADMIN_TOKEN_FILE", adminToken.toString())
                .with("GATEWAY_URL", gateway.uri("/?key=query" + PLANTED).toString())
                .with("GATEWAY_TOKEN", "token" + PLANTED)
                .with("ALERT_WEBHOOK_URL", base + "/hook" + PLANTED)
                .with("OTLP_URL", base + "/v1/metrics?key=otlp" + PLANTED)
                .with("OTLP_HEADERS", "x-key=header" + PLANTED)
                .start();
        asked.awaitExit(SOON);
        outputs.put(command.toString(), String.join("\n", asked.stdout()) + asked.log());
      }
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
      outputs.put("standard output", String.join("\n", daemon.stdout()));
      outputs.put("the log", daemon.log());
      outputs.put("alerts", alerts.toString());
      outputs.put("pushes", pushes.toString());
    } finally {
      receiver.stop(0);
    }

    outputs.forEach((where, text) -> assertThat(text).as(where).doesNotContain(PLANTED));
    assertThat(outputs.get("GET /v1/connections/gateway")).contains("***");
    assertThat(outputs.get("GET /metrics")).contains("holdfast_connections_up");
    assertThat(outputs.get("GET without the token /metrics")).doesNotContain("holdfast_");
    assertThat(outputs.get("[status]")).contains("gateway");
    assertThat(outputs.get("[top, --once]")).contains("gateway");
    assertThat(outputs.get("[check]")).contains("ALERT_WEBHOOK_URL", "OTLP_HEADERS");
    assertThat(outputs.get("the log")).contains("1011", "***");
  }

  private static void take(HttpExchange exchange, Queue<String> bodies) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
