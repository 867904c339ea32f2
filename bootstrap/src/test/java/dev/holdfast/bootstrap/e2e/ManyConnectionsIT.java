package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.bootstrap.gateway.DemoGateway;
import dev.holdfast.bootstrap.gateway.GatewayOptions;
import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many connections in one daemon: from a file, each by itself, changed while they live. */
@EndToEndTest
class ManyConnectionsIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String FILE = "holdfast.yaml";

  @Test
  void aThousandAreUpAndComeBackTogetherWhileEverythingIsAnswered(Daemons daemons)
      throws Exception {
    GatewayOptions options =
        GatewayOptions.defaults()
            .withProtocol(GatewayProtocol.JSON)
            .withReadings(3, Duration.ofHours(1));
    DemoGateway first = new DemoGateway(options.withAddress("127.0.0.1", 0));
    first.start();
    int port = first.uri().getPort();
    write(
        daemons,
        "gateway.protocol: json",
        "reconnect.max-delay: 5s",
        "connections:",
        "  press-{number}:",
        "    each: {number: 0001..1000}",
        "    gateway.url: ws://127.0.0.1:" + port + "/press/{number}");
    DaemonProcess daemon = run(daemons).with("HOLDFAST_JAVA_OPTS", "-Xmx192m").start();
    Admin admin = Admin.of(daemon);
    awaitUp(admin, 1000);

    first.close();
    await("all are down").atMost(SOON).until(() -> up(admin) == 0);
    try (DemoGateway second = new DemoGateway(options.withAddress("127.0.0.1", port))) {
      second.start();
      awaitUp(admin, 1000);
      assertThat(admin.get("/v1/connections").body()).contains("\"press-1000\"");
      stop(daemon);
    }
  }

  @Test
  void whoHasNotChangedKeepsItsSocketAndLosesNothing(Daemons daemons, RawGateway gateway)
      throws Exception {
    write(daemons, connections(gateway, "steady", "moved"));
    DaemonProcess daemon = run(daemons).start();
    Admin admin = Admin.of(daemon);
    awaitUp(admin, 2);
    AtomicBoolean enough = new AtomicBoolean();
    List<String> accepted = new ArrayList<>();
    Thread producer = new Thread(() -> produce(admin, accepted, enough), "producer");
    producer.start();

    for (int i = 0; i < 5; i++) {
      write(daemons, connections(gateway, "steady", "moved?" + i, "extra-" + i));
      assertThat(admin.post("/v1/reload", "{}").body())
          .contains("\"added\":[\"extra-" + i + "\"]")
          .contains("\"changed\":[\"moved\"]")
          .contains("\"unchanged\":1");
      awaitUp(admin, 3);
    }
    enough.set(true);
    producer.join();

    List<GatewayConnection> steady = reached(gateway, "/steady");
    assertThat(steady).hasSize(1);
    await("all messages").atMost(SOON).until(() -> texts(steady).size() == accepted.size());
    assertThat(texts(steady)).isEqualTo(accepted);
    assertThat(accepted).hasSizeGreaterThan(5);
    assertThat(reached(gateway, "/moved?4")).hasSize(1);
    stop(daemon);
  }

  @Test
  void commandsTellOfThemAllAndReload(Daemons daemons, RawGateway gateway) throws Exception {
    write(daemons, connections(gateway, "steady", "moved"));
    DaemonProcess daemon = run(daemons).start();
    Admin admin = Admin.of(daemon);
    awaitUp(admin, 2);

    assertThat(asked(daemons, admin, 0, "status"))
        .containsPattern("steady +CONNECTED +yes")
        .containsPattern("moved +CONNECTED +yes")
        .contains("2 of 2 up");
    assertThat(asked(daemons, admin, 0, "status", "--connection", "st*"))
        .contains("steady")
        .doesNotContain("moved");
    assertThat(asked(daemons, admin, 0, "top", "--once")).contains("2 of 2 up", "steady");

    write(daemons, connections(gateway, "steady", "added"));
    assertThat(asked(daemons, admin, 0, "reload"))
        .contains("added: 1: added", "removed: 1: moved", "unchanged: 1");
    awaitUp(admin, 2);
    write(daemons, "connections: {steady: {heartbeat: soon}}");
    assertThat(asked(daemons, admin, 2, "reload"))
        .contains("nothing was changed", "steady.heartbeat", FILE + " line 1");

    admin.post("/v1/connections/added/disconnect", "{}");
    await("it is down").atMost(SOON).until(() -> up(admin) == 1);
    assertThat(asked(daemons, admin, 6, "status")).contains("1 of 2 up");
    stop(daemon);
  }

  private static String asked(Daemons daemons, Admin admin, int exit, String... command)
      throws Exception {
    DaemonProcess asked = daemons.command(command).with("ADMIN_ADDRESS", admin.address()).start();
    asked.assertExit(exit, SOON);
    asked.assertNoStackTrace();
    return String.join("\n", asked.stdout()) + "\n" + asked.log();
  }

  @Test
  void aFileThatIsWrongChangesNothingAndSaysWhy(Daemons daemons, RawGateway gateway)
      throws Exception {
    write(daemons, connections(gateway, "steady"));
    DaemonProcess daemon = run(daemons).start();
    Admin admin = Admin.of(daemon);
    awaitUp(admin, 1);
    Files.writeString(daemons.folder().resolve(FILE), "connections: {steady: {heartbeat: soon}}");
    HttpResponse<String> refused = admin.post("/v1/reload", "{}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("nothing was changed").contains("steady.heartbeat");
    daemon.signal("HUP");
    daemon.awaitLog("not reloaded, nothing was changed");
    daemon.awaitLog(FILE + " line 1");
    assertThat(up(admin)).isEqualTo(1);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
    stop(daemon);
    daemon.assertNoStackTrace();
  }

  @Test
  void sighupReadsTheFileAgain(Daemons daemons, RawGateway gateway) throws Exception {
    write(daemons, connections(gateway, "one", "two"));
    DaemonProcess daemon = run(daemons).start();
    Admin admin = Admin.of(daemon);
    awaitUp(admin, 2);
    write(daemons, connections(gateway, "two", "three"));
    daemon.signal("HUP");
    daemon.awaitLog("1 added, 0 changed, 0 replaced, 1 removed, 1 unchanged");
    awaitUp(admin, 2);
    assertThat(reached(gateway, "/one").get(0).record().awaitCloseFrame(SOON).closeCode())
        .isEqualTo(1000);
    assertThat(reached(gateway, "/two")).hasSize(1);
    stop(daemon);
  }

  @Test
  void oneThatIsRejectedFloodedOrHangsDoesNotDisturbTheOthers(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(
        connection -> {
          String target = connection.readUpgradeRequest().target();
          switch (target) {
            case "/hangs" -> {}
            case "/drops" -> Scripts.acceptsAndDrops().run(connection);
            case "/closes" ->
                Scripts.closesWith(ServerFrame.close(1008, "no such press")).run(connection);
            default -> connection.serve();
          }
        });
    write(daemons, connections(gateway, "good", "hangs", "drops", "closes"));
    DaemonProcess daemon = run(daemons).start();
    Admin admin = Admin.of(daemon);
    await("the good one is up").atMost(SOON).until(() -> isUp(admin, "good"));
    await("one is rejected for good")
        .atMost(SOON)
        .until(() -> admin.get("/v1/connections/closes").body().contains("\"CLOSED\""));
    await("one comes and goes").atMost(SOON).until(() -> reached(gateway, "/drops").size() > 3);
    assertThat(daemon.isAlive()).isTrue();
    assertThat(isUp(admin, "good")).isTrue();
    assertThat(reached(gateway, "/good")).hasSize(1);
    stop(daemon);
  }

  @Test
  void standardInputIsForTheOneThatIsNamed(Daemons daemons, RawGateway gateway) throws Exception {
    write(daemons, connections(gateway, "one", "two"));
    DaemonProcess unnamed = run(daemons).arguments("--stdin").start();
    unnamed.assertExit(2, SOON);
    assertThat(unnamed.log()).contains("--stdin-connection");
    DaemonProcess daemon =
        run(daemons).arguments("--stdin", "--stdin-connection", "two", "--exit-on-eof").start();
    daemon.type("for the second");
    daemon.endInput();
    daemon.assertExit(0, SOON);
    assertThat(texts(reached(gateway, "/two"))).containsExactly("for the second");
    assertThat(texts(reached(gateway, "/one"))).isEmpty();
  }

  private static void produce(Admin admin, List<String> accepted, AtomicBoolean enough) {
    for (int number = 0; !enough.get(); number++) {
      try {
        String text = "message " + number;
        HttpResponse<String> answer =
            admin.post("/v1/connections/steady/send", "{\"text\":\"" + text + "\"}");
        if (answer.statusCode() != 202) {
          throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        accepted.add(text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** A name may bring a query with it, which makes another address of it. */
  private static String[] connections(RawGateway gateway, String... names) {
    List<String> lines = new ArrayList<>(List.of("reconnect.initial-delay: 100ms"));
    lines.add("connections:");
    for (String name : names) {
      lines.add("  " + name.replaceFirst("[?].*", "") + ":");
      lines.add("    gateway.url: " + gateway.uri("/" + name));
    }
    return lines.toArray(String[]::new);
  }

  private static void write(Daemons daemons, String... lines) throws IOException {
    Files.writeString(daemons.folder().resolve(FILE), String.join("\n", lines) + "\n");
  }

  private static Daemons.Start run(Daemons daemons) {
    return daemons
        .command("run", "--config", FILE)
        .with("LOG_FORMAT", "json")
        .with("ADMIN_ADDRESS", "127.0.0.1:0")
        .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  private static void awaitUp(Admin admin, int count) {
    await(count + " are up").atMost(SOON).until(() -> up(admin) == count);
  }

  private static int up(Admin admin) throws IOException, InterruptedException {
    String body = admin.get("/v1/connections").body();
    return Integer.parseInt(body.replaceFirst("(?s).*?\"up\":([0-9]+).*", "$1"));
  }

  private static boolean isUp(Admin admin, String id) throws IOException, InterruptedException {
    return admin.get("/v1/connections/" + id).body().contains("\"up\":true");
  }

  private static List<GatewayConnection> reached(RawGateway gateway, String target) {
    return gateway.connections().stream()
        .filter(
            connection ->
                connection
                    .record()
                    .upgradeRequest()
                    .filter(request -> request.target().equals(target))
                    .isPresent())
        .toList();
  }

  private static List<String> texts(List<GatewayConnection> connections) {
    return connections.stream().flatMap(each -> each.record().texts().stream()).toList();
  }

  private static void stop(DaemonProcess daemon) throws IOException, InterruptedException {
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
  }
}
