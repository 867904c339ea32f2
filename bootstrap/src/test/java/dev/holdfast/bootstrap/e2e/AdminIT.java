package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control API of the daemon as a process. */
@EndToEndTest
class AdminIT {

  private static final String ONE = "/v1/connections/gateway";
  private static final String TOKEN = "s3cret-admin-token";

  @Test
  void tellsHowTheConnectionIsAndWhatBecameOfIt(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemon(daemons, gateway).start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);

    assertThat(admin.get(ONE).body())
        .contains("\"state\":\"CONNECTED\",\"up\":true")
        .contains("\"cause\":{\"name\":\"handshake-completed\"")
        .contains("\"history\":[{\"number\":1,")
        .contains("\"from\":\"DISCONNECTED\",\"to\":\"CONNECTING\"");
    assertThat(admin.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(admin.get("/v1/build").body()).contains("\"pid\":");
    stop(daemon);
  }

  @Test
  void disconnectsAndConnectsAgainAndTheDaemonGoesOn(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemon(daemons, gateway).start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);
    assertThat(admin.post(ONE + "/disconnect", "{}").statusCode()).isEqualTo(202);
    daemon.awaitState("CLOSED");
    assertThat(admin.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(admin.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(admin.post(ONE + "/send", "{\"text\":\"x\"}").statusCode()).isEqualTo(409);
    assertThat(admin.post(ONE + "/connect", "{}").statusCode()).isEqualTo(202);
    daemon.awaitUp(2);

    assertThat(daemon.changes()).extracting(StateChange::cause).contains("disconnect-requested");
    stop(daemon);
  }

  @Test
  void aDaemonThatIsDisconnectedStopsAsAskedOnSigterm(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemon(daemons, gateway).start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);
    admin.post(ONE + "/disconnect", "{}");
    daemon.awaitState("CLOSED");

    stop(daemon);
  }

  @Test
  void reconnectCutsTheWaitShort(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.wellBehaved());
    DaemonProcess daemon =
        daemon(daemons, gateway)
            .with("RECONNECT_INITIAL_DELAY", "10m")
            .with("RECONNECT_MAX_DELAY", "10m")
            .start();
    Admin admin = Admin.of(daemon);
    daemon.awaitState("DISCONNECTED");
    String waiting = admin.get(ONE).body();
    admin.post(ONE + "/reconnect", "{}");

    assertThat(waiting).containsPattern("\"retry\":\\{\"inMs\":(59\\d|600)\\d{3},");
    daemon.awaitUp(1);
    stop(daemon);
  }

  @Test
  void theLogLevelChangesWhileItRuns(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemon(daemons, gateway).start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);

    assertThat(admin.put("/v1/log-level", "{\"level\":\"error\"}").statusCode()).isEqualTo(200);
    admin.post(ONE + "/disconnect", "{}");
    gateway.awaitConnection(1, DaemonProcess.START).record().awaitEnd(DaemonProcess.START);
    // The gateway sees the end before the daemon does.
    await()
        .atMost(DaemonProcess.START)
        .until(() -> admin.get(ONE).body().contains("\"state\":\"CLOSED\""));
    assertThat(admin.put("/v1/log-level", "{\"level\":\"info\"}").statusCode()).isEqualTo(200);
    admin.post(ONE + "/connect", "{}");
    daemon.awaitUp(2);
    assertThat(daemon.changes()).extracting(StateChange::to).doesNotContain("CLOSED");
    stop(daemon);
  }

  @Test
  void aTakenPortThatWasAskedForIsAnError(Daemons daemons, RawGateway gateway) throws Exception {
    try (ServerSocket taken = Admin.takenPort()) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      DaemonProcess daemon = daemons.run(gateway.uri()).with("ADMIN_ADDRESS", address).start();

      daemon.assertExit(2, DaemonProcess.START);
      assertThat(daemon.stderr())
          .containsExactly("ADMIN_ADDRESS=" + address + " cannot be used: Address already in use");
    }
    assertThat(gateway.connections()).isEmpty();
  }

  @Test
  void withoutAWordAboutItASecondDaemonRunsWithoutIt(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    // Whether the first one gets the usual address, or somebody else on this machine has it.
    DaemonProcess first = daemons.run(gateway.uri()).without("ADMIN_ADDRESS").start();
    first.awaitUp(1);
    DaemonProcess second = daemons.run(gateway.uri()).without("ADMIN_ADDRESS").start();
    second.awaitUp(1);

    assertThat(second.stderr())
        .filteredOn(line -> line.contains("No control API: 127.0.0.1:9470 cannot be used"))
        .hasSize(1);
    stop(first);
    stop(second);
  }

  @Test
  void whereOthersReachItEveryRequestBringsTheToken(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("ADMIN_ADDRESS", "0.0.0.0:0")
            .with("ADMIN_TOKEN", TOKEN)
            .with("LOG_LEVEL", "trace")
            .start();
    int port = Admin.of(daemon).uri("/").getPort();
    daemon.awaitUp(1);
    DaemonProcess without = daemons.command("status", "--admin", "127.0.0.1:" + port).start();
    without.assertExit(2, DaemonProcess.START);
    DaemonProcess with =
        daemons
            .command("status", "--admin", "127.0.0.1:" + port)
            .with("ADMIN_TOKEN", TOKEN)
            .start();
    with.assertExit(0, DaemonProcess.START);

    assertThat(without.log()).contains("the daemon refuses: ").contains("ADMIN_TOKEN");
    assertThat(daemon.log()).doesNotContain(TOKEN);
    stop(daemon);
  }

  @Test
  void whereOthersReachItATokenIsNeeded(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).with("ADMIN_ADDRESS", "0.0.0.0:0").start();

    daemon.assertExit(2, DaemonProcess.START);
    assertThat(daemon.log()).contains("ADMIN_ADDRESS").contains("ADMIN_TOKEN");
    daemon.assertNoStackTrace();
  }

  @Test
  void noAnswerShowsASecret(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon =
        daemons
            .run(URI.create(gateway.uri() + "?key=s3cret-in-query"))
            .with("GATEWAY_EMAIL", "me@example.test")
            .with("GATEWAY_PASSWORD", "s3cret-password")
            .with("SINK_WEBHOOK_URL", "http://127.0.0.1:1/?k=s3cret-in-webhook")
            .with("SINK_WEBHOOK_SECRET", "s3cret-of-webhook")
            .with("ADMIN_ADDRESS", "127.0.0.1:0")
            .with("ADMIN_TOKEN", TOKEN)
            .start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);
    List<String> answers = new ArrayList<>();
    for (String path :
        List.of(
            "/v1/connections",
            ONE,
            "/v1/connections/s3cret-password",
            "/v1/config",
            "/v1/build",
            "/v1/clients",
            "/v1/log",
            "/v1/log-level",
            "/v1/openapi.json",
            "/health/live",
            "/health/ready")) {
      HttpResponse<String> answer =
          admin.ask(
              HttpRequest.newBuilder(admin.uri(path)).header("Authorization", "Bearer " + TOKEN));
      answers.add(answer.headers().map() + answer.body());
      answers.add(admin.get(path).body());
    }

    assertThat(answers).noneMatch(answer -> answer.contains("s3cret"));
    assertThat(answers)
        .anyMatch(answer -> answer.contains("\"key\":\"GATEWAY_PASSWORD\",\"value\":\"***\""));
    stop(daemon);
  }

  @Test
  void aThousandClientsThatSayHalfAHeadDisturbNobody(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemon(daemons, gateway).with("HEARTBEAT_INTERVAL", "200ms").start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), admin.uri("/").getPort());
        slow.add(client);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(admin.post(ONE + "/send", "{\"text\":\"through\"}").statusCode()).isEqualTo(202);
      gateway
          .awaitConnection(1, DaemonProcess.START)
          .record()
          .awaitFrame(Opcode.TEXT, DaemonProcess.START);
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
    assertThat(daemon.ends()).isEmpty();
    stop(daemon);
  }

  private static Daemons.Start daemon(Daemons daemons, RawGateway gateway) {
    return daemons.run(gateway.uri()).with("ADMIN_ADDRESS", "127.0.0.1:0");
  }

  private static void stop(DaemonProcess daemon) throws Exception {
    daemon.signal("TERM");
    daemon.assertExit(0, DaemonProcess.START);
    daemon.assertNoStackTrace();
  }
}
