package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The figures of a daemon, as somebody who collects them sees them. */
@EndToEndTest
class MetricsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (\\w+) \\|.*");
  private static final Pattern USED = Pattern.compile("\\b(?:holdfast|jvm)_[a-z_]+");
  private static final Pattern OF_A_HISTOGRAM = Pattern.compile("_(bucket|sum|count)$");

  /** They exist only where something failed, was refused or given up, or OTLP is asked for. */
  private static final Set<String> WHERE_IT_HAPPENED =
      Set.of(
          "holdfast_attempts_failed_total",
          "holdfast_messages_refused_total",
          "holdfast_messages_given_up_total",
          "holdfast_otlp_pushes_failed_total");

  @Test
  void thePageFollowsTheConnection(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.wellBehaved());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("ADMIN_ADDRESS", "127.0.0.1:0")
            .with("HEARTBEAT_INTERVAL", "500ms")
            .start();
    daemon.awaitUp(2);
    Admin admin = Admin.of(daemon);

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(page(admin))
                    .contains(
                        "holdfast_connections_up 1.0",
                        "holdfast_connection_up{connection=\"gateway\"} 1.0",
                        "holdfast_connection_state{connection=\"gateway\",state=\"CONNECTED\"} 1.0",
                        "holdfast_disconnects_total{cause=\"link-lost\"} 1.0",
                        "holdfast_recovery_seconds_count 1",
                        "holdfast_healthy 1.0")
                    .anyMatch(
                        line -> line.matches("holdfast_heartbeat_round_trip_seconds_count [1-9].*"))
                    .anyMatch(line -> line.startsWith("holdfast_connection_round_trip_seconds")));

    Set<String> told = new TreeSet<>();
    for (String line : page(admin)) {
      Matcher type = TYPE.matcher(line);
      if (type.matches() && type.group(1).startsWith("holdfast_")) {
        told.add(type.group(1) + " " + type.group(2));
      }
    }
    Set<String> documented = documented();
    Set<String> missing = new TreeSet<>(documented);
    missing.removeAll(told);
    told.removeAll(documented);
    assertThat(told).as("told, and not in docs/metrics.md").isEmpty();
    assertThat(missing.stream().map(row -> row.replaceFirst(" .*", "")))
        .as("in docs/metrics.md, and not told")
        .isSubsetOf(WHERE_IT_HAPPENED);
  }

  @Test
  void dashboardAndRulesUseWhatThereIs() throws Exception {
    Set<String> known =
        documented().stream()
            .map(row -> row.replaceFirst(" .*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    known.add("jvm_memory_used_bytes");
    for (String file : List.of("grafana-dashboard.json", "alert-rules.yml")) {
      String text = Files.readString(MODULE.resolve("src/main/monitoring").resolve(file));
      Set<String> used = new TreeSet<>();
      Matcher name = USED.matcher(text);
      while (name.find()) {
        used.add(OF_A_HISTOGRAM.matcher(name.group()).replaceFirst(""));
      }
      assertThat(used).as(file).hasSizeGreaterThan(5).isSubsetOf(known);
    }
  }

  @Test
  void figuresArePushedAndAReceiverThatIsDownCostsOneLine(Daemons daemons, RawGateway gateway)
      throws Exception {
    BlockingQueue<String> pushes = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/metrics",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          pushes.add(
              exchange.getRequestHeaders().getFirst("x-key")
                  + " "
                  + new String(body, java.nio.charset.StandardCharsets.ISO_8859_1)
                      .contains("holdfast.connections.up"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    int port = receiver.getAddress().getPort();
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("OTLP_URL", "http://127.0.0.1:" + port + "/v1/metrics")
            .with("OTLP_INTERVAL", "1s")
            .with("OTLP_HEADERS", "x-key=s3cret-key")
            .start();
    try {
      assertThat(pushes.poll(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
          .isEqualTo("s3cret-key true");
    } finally {
      receiver.stop(0);
    }
    daemon.awaitLog("Metrics cannot be pushed, tried again at every interval");
    Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    daemon.assertNoStackTrace();
    assertThat(daemon.log())
        .containsOnlyOnce("Metrics cannot be pushed")
        .doesNotContain("s3cret-key");
  }

  private static Set<String> documented() throws Exception {
    try (Stream<String> lines = Files.lines(MODULE.resolve("docs/metrics.md"))) {
      return lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> row.group(1) + " " + row.group(2))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> page(Admin admin) throws Exception {
    HttpResponse<String> answer = admin.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().lines().toList();
  }
}
