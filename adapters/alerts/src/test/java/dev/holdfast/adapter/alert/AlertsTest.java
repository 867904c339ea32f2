package dev.holdfast.adapter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.application.port.out.Alert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what, how often it is tried, and what becomes of an alert that nobody takes. */
final class AlertsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Alert DOWN =
      new Alert(
          Alert.Kind.DOWN,
          List.of(
              new Alert.Entry(
                  "press-7",
                  Duration.ofSeconds(301),
                  "handshake-rejected",
                  "token=s3cret refused",
                  false)),
          3);
  private static final String AS_JSON =
      "{\"alert\":\"down\",\"at\":\"2026-11-26T10:00:00Z\","
          + "\"text\":\"Down: press-7 and 2 more, for 301 s: token=*** refused; not tried again\","
          + "\"count\":3,\"connections\":[{\"id\":\"press-7\",\"downMs\":301000,"
          + "\"cause\":\"handshake-rejected\",\"words\":\"token=*** refused\",\"comesBack\":false}]}";

  @TempDir private Path folder;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Integer status = answers.poll();
          exchange.sendResponseHeaders(status == null ? 200 : status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aWebhookGetsOneObject() {
    Alerts alerts = webhook();
    alerts.tell(DOWN);
    run();

    assertThat(bodies).containsExactly(AS_JSON);
    assertThat(pauses).isEmpty();
    assertThat(alerts.untold()).isZero();
  }

  @Test
  void aWebhookThatFailsIsTriedAgain() {
    answers.addAll(List.of(500, 429));
    Alerts alerts = webhook();
    alerts.tell(DOWN);
    run();

    assertThat(bodies).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4));
    assertThat(alerts.untold()).isZero();
  }

  @Test
  void aWebhookWhoseAnswerStallsIsLeft() {
    server.removeContext("/");
    CountDownLatch never = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(never);
        });
    Alerts alerts =
        alerts(new AlertOptions(Optional.of(uri()), Optional.empty(), Duration.ofMillis(300)));
    try {
      alerts.tell(DOWN);
      run();
      assertThat(alerts.untold()).isEqualTo(1);
    } finally {
      never.countDown();
    }
  }

  @Test
  void anEndWaitsForWhatIsTold() {
    Alerts alerts =
        new Alerts(
            new AlertOptions(Optional.of(uri()), Optional.empty(), LIMIT),
            new Alerts.Surroundings(
                task -> new Thread(task).start(), pauses::add, () -> 0L, text -> text));
    alerts.settle(Duration.ofSeconds(10));
    Alerts blocked = webhook();
    blocked.settle(Duration.ofMillis(10));
    assertThat(tasks).as("whoever does not get to it is not waited for").hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatNobodyTakesIsCounted() {
    server.stop(0);
    Alerts alerts = webhook();
    alerts.tell(DOWN);
    run();

    assertThat(pauses).hasSize(3);
    assertThat(alerts.untold()).isEqualTo(1);
  }

  @Test
  void noMoreThanSoManyWait() {
    Alerts alerts = webhook();
    for (int i = 0; i < Alerts.WAITING_MOST + 5; i++) {
      alerts.tell(DOWN);
    }
    assertThat(alerts.untold()).isEqualTo(5);
    assertThat(tasks).hasSize(Alerts.WAITING_MOST);
    run();
    alerts.tell(DOWN);
    assertThat(alerts.untold()).isEqualTo(5);
  }

  @Test
  void aCommandGetsItInItsEnvironmentAndOnItsInput() throws IOException {
    Path told = folder.resolve("told");
    Alerts alerts =
        command(
            "sh",
            "-c",
            "echo \"$HOLDFAST_ALERT $HOLDFAST_CONNECTION $HOLDFAST_COUNT $HOLDFAST_CAUSE"
                + " $HOLDFAST_DOWN_SECONDS $HOLDFAST_TEXT\" > '"
                + told
                + "'; cat >> '"
                + told
                + "'; yes | head -c 1000000");
    alerts.tell(DOWN);
    run();

    assertThat(Files.readString(told))
        .isEqualTo(
            "down press-7 3 handshake-rejected 301 Down: press-7 and 2 more, for 301 s: token=***"
                + " refused; not tried again\n"
                + AS_JSON);
    assertThat(alerts.untold()).isZero();
  }

  @Test
  void aCommandThatFailsOrIsMissingIsTriedAndCounted() {
    Alerts failing = command("sh", "-c", "exit 3");
    failing.tell(DOWN);
    run();
    assertThat(failing.untold()).isEqualTo(1);
    assertThat(pauses).hasSize(3);

    Alerts missing = command("/there/is/no/such/program", "s3cret");
    missing.tell(DOWN);
    run();
    assertThat(missing.untold()).isEqualTo(1);
  }

  @Test
  void aCommandThatHangsIsEnded() {
    Alerts alerts =
        alerts(
            new AlertOptions(
                Optional.empty(),
                Optional.of(List.of("sh", "-c", "exec tail -f /dev/null")),
                Duration.ofMillis(100)));
    alerts.tell(DOWN);
    run();

    assertThat(alerts.untold()).isEqualTo(1);
  }

  @Test
  void oneThatFailsDoesNotKeepTheOther() throws IOException {
    Path told = folder.resolve("told");
    server.stop(0);
    Alerts alerts =
        alerts(
            new AlertOptions(
                Optional.of(uri()),
                Optional.of(List.of("sh", "-c", "cat > '" + told + "'")),
                LIMIT));
    alerts.tell(DOWN);
    run();

    assertThat(Files.readString(told)).isEqualTo(AS_JSON);
    assertThat(alerts.untold()).isEqualTo(1);
  }

  private Alerts webhook() {
    return alerts(new AlertOptions(Optional.of(uri()), Optional.empty(), LIMIT));
  }

  private Alerts command(String... words) {
    return alerts(new AlertOptions(Optional.empty(), Optional.of(List.of(words)), LIMIT));
  }

  private Alerts alerts(AlertOptions options) {
    return new Alerts(
        options,
        new Alerts.Surroundings(
            tasks::add,
            pauses::add,
            () -> 1_795_687_200_000L,
            text -> text.replace("s3cret", "***")));
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/abc");
  }

  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
