package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a running daemon, against the simulated {@code ctc} gateway. */
@EndToEndTest
class CommandIT {

  @Test
  void aCommandPrintsTheAnswerOfTheGateway(Daemons daemons) throws Exception {
    String admin = daemonThatIsUp(daemons);
    DaemonProcess command = ask(daemons, admin, "command", "GET_DYN_CONNECTED");

    command.assertExit(0, DaemonProcess.START);
    assertThat(command.stdout()).singleElement().asString().startsWith("{").contains("310001");
    assertThat(command.stderr()).isEmpty();
  }

  /** The gateway is gone when it is given again: nobody but the file can know the answer. */
  @Test
  void aCommandWithAnIdIsKnownAfterTheDaemonWasKilled(Daemons daemons, @TempDir Path folder)
      throws Exception {
    DaemonProcess gateway = gateway(daemons, "ctc");
    Daemons.Start start =
        daemons
            .run(uri(gateway))
            .with("GATEWAY_PROTOCOL", "ctc")
            .with("GATEWAY_EMAIL", "demo@holdfast.test")
            .with("GATEWAY_PASSWORD", "not-a-secret")
            .with("OUTBOX", folder.resolve("outbox.db").toString())
            .with("ADMIN_ADDRESS", "127.0.0.1:0");
    DaemonProcess daemon = start.start();
    daemon.awaitState("AUTHENTICATED");
    String admin = Admin.of(daemon).address();
    DaemonProcess first = ask(daemons, admin, "command", "GET_DYN_CONNECTED", "--id", "c-7");
    first.assertExit(0, DaemonProcess.START);
    // Outcomes ride along with what is written next: this one is behind it.
    ask(daemons, admin, "command", "GET_DYN_CONNECTED", "--id", "c-8")
        .assertExit(0, DaemonProcess.START);
    daemon.signal("KILL");
    daemon.awaitExit(DaemonProcess.START);
    gateway.destroy();

    String next = Admin.of(start.start()).address();
    DaemonProcess again = ask(daemons, next, "command", "GET_DYN_CONNECTED", "--id", "c-7");
    again.assertExit(0, DaemonProcess.START);
    DaemonProcess other = ask(daemons, next, "command", "OTHER", "--id", "c-7");
    other.assertExit(9, DaemonProcess.START);

    assertThat(again.stdout()).isEqualTo(first.stdout());
    assertThat(other.stderr())
        .containsExactly("not sent: the id c-7 is that of another command, GET_DYN_CONNECTED");
  }

  @Test
  void whatTheSessionProtocolHasNoWordsForIsNotSent(Daemons daemons) throws Exception {
    String admin = daemonThatIsUp(daemons);
    DaemonProcess command = ask(daemons, admin, "command", "NO_SUCH", "{", "--timeout", "5s");

    command.assertExit(9, DaemonProcess.START);
    assertThat(command.stdout()).isEmpty();
    assertThat(command.stderr()).singleElement().asString().startsWith("not sent: ");
  }

  @Test
  void statusTellsWhetherEverythingIsUp(Daemons daemons) throws Exception {
    String admin = daemonThatIsUp(daemons);
    DaemonProcess up = ask(daemons, admin, "status");
    up.assertExit(0, DaemonProcess.START);
    DaemonProcess disconnect = ask(daemons, admin, "disconnect");
    disconnect.assertExit(0, DaemonProcess.START);
    DaemonProcess down = ask(daemons, admin, "status", "--json");
    down.assertExit(6, DaemonProcess.START);

    assertThat(up.stdout().get(0)).startsWith("CONNECTION  STATE          UP ");
    assertThat(up.stdout().get(1)).startsWith("gateway     AUTHENTICATED  yes");
    assertThat(disconnect.stdout())
        .containsExactly("gateway: asked to disconnect, was AUTHENTICATED");
    assertThat(down.stdout()).singleElement().asString().contains("\"up\":false");
  }

  @Test
  void healthIsAboutTheDaemonUnlessReadinessIsAskedFor(Daemons daemons) throws Exception {
    String admin = daemonThatIsUp(daemons);
    DaemonProcess up = ask(daemons, admin, "health", "--ready");
    up.assertExit(0, DaemonProcess.START);
    ask(daemons, admin, "disconnect").assertExit(0, DaemonProcess.START);
    DaemonProcess live = ask(daemons, admin, "health");
    live.assertExit(0, DaemonProcess.START);
    DaemonProcess down = ask(daemons, admin, "health", "--ready");
    down.assertExit(6, DaemonProcess.START);

    assertThat(up.stdout()).containsExactly("ready, 1 of 1 up");
    assertThat(live.stdout()).containsExactly("live");
    assertThat(down.stdout()).containsExactly("not ready, 0 of 1 up; down: gateway");
  }

  @Test
  void aConnectionThatIsDisconnectedTakesNothingUntilItIsConnectedAgain(Daemons daemons)
      throws Exception {
    String admin = daemonThatIsUp(daemons);
    ask(daemons, admin, "disconnect").assertExit(0, DaemonProcess.START);
    ask(daemons, admin, "send", "x").assertExit(9, DaemonProcess.START);
    ask(daemons, admin, "command", "GET_DYN_CONNECTED").assertExit(9, DaemonProcess.START);
    ask(daemons, admin, "connect").assertExit(0, DaemonProcess.START);

    ask(daemons, admin, "command", "GET_DYN_CONNECTED").assertExit(0, DaemonProcess.START);
    ask(daemons, admin, "reconnect").assertExit(0, DaemonProcess.START);
  }

  @Test
  void standardInputIsAMessage(Daemons daemons) throws Exception {
    DaemonProcess gateway = gateway(daemons, "json");
    String admin = up(daemons.run(uri(gateway)).with("GATEWAY_PROTOCOL", "json"), "CONNECTED");
    DaemonProcess send = ask(daemons, admin, "send");
    send.type("{\"type\":\"echo\"}");
    send.endInput();

    send.assertExit(0, DaemonProcess.START);
    assertThat(send.stderr()).isEmpty();
  }

  @Test
  void sendSaysWhatIsPromisedOfAMessage(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.wellBehaved());
    DaemonProcess daemon = daemons.run(gateway.uri()).with("ADMIN_ADDRESS", "127.0.0.1:0").start();
    Admin admin = Admin.of(daemon);
    daemon.awaitUp(1);
    ask(
            daemons,
            admin.address(),
            "send",
            "21.5",
            "--class",
            "latest-value",
            "--key",
            "inlet",
            "--id",
            "m-1")
        .assertExit(0, DaemonProcess.START);
    ask(daemons, admin.address(), "send", "AAEC/w==", "--base64")
        .assertExit(0, DaemonProcess.START);
    DaemonProcess keyless =
        ask(daemons, admin.address(), "send", "21.5", "--class", "latest-value");
    keyless.assertExit(2, DaemonProcess.START);
    assertThat(keyless.log()).contains("\"key\" must say which value");
    DaemonProcess classless = ask(daemons, admin.address(), "send", "21.5", "--class", "express");
    classless.assertExit(2, DaemonProcess.START);
    assertThat(classless.log()).contains("\"class\"").contains("best-effort");

    GatewayConnection connection = gateway.connections().get(0);
    assertThat(connection.record().awaitFrame(Opcode.TEXT, DaemonProcess.START).text())
        .isEqualTo("21.5");
    assertThat(connection.record().awaitFrame(Opcode.BINARY, DaemonProcess.START).payload())
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, -1}));
    daemon.signal("TERM");
    daemon.assertExit(0, DaemonProcess.START);
  }

  @Test
  void whereNoDaemonIsOneLineSaysSo(Daemons daemons) throws Exception {
    String nowhere;
    try (ServerSocket free = Admin.takenPort()) {
      nowhere = "127.0.0.1:" + free.getLocalPort();
    }
    for (String[] arguments :
        new String[][] {
          {"status"},
          {"health"},
          {"send", "x"},
          {"command", "x"},
          {"connect"},
          {"disconnect"},
          {"reconnect"}
        }) {
      DaemonProcess asked = ask(daemons, nowhere, arguments);
      asked.assertExit(7, DaemonProcess.START);
      assertThat(asked.stdout()).isEmpty();
      assertThat(asked.stderr())
          .singleElement()
          .asString()
          .startsWith("no daemon answers at " + nowhere);
    }
  }

  @Test
  void wrongUsageIsToldInOneLine(Daemons daemons) throws Exception {
    String admin = daemonThatIsUp(daemons);
    DaemonProcess unknown = ask(daemons, admin, "reconnect", "--connection", "other");
    unknown.assertExit(2, DaemonProcess.START);
    DaemonProcess address = ask(daemons, "nowhere at all", "status");
    address.assertExit(2, DaemonProcess.START);
    DaemonProcess timeout = ask(daemons, admin, "command", "x", "--timeout", "2h");
    timeout.assertExit(2, DaemonProcess.START);
    DaemonProcess off = daemons.command("status").with("ADMIN_ADDRESS", "off").start();
    off.assertExit(2, DaemonProcess.START);

    assertThat(unknown.stderr())
        .containsExactly("there is no connection \"other\"; expected gateway");
    assertThat(address.log()).contains("--admin-address=nowhere at all").contains("127.0.0.1:9470");
    assertThat(timeout.log()).contains("above zero and at most 1h");
    assertThat(off.stderr()).containsExactly("ADMIN_ADDRESS is off; --admin names the daemon's");
  }

  private static String daemonThatIsUp(Daemons daemons) throws Exception {
    return up(
        daemons
            .run(uri(gateway(daemons, "ctc")))
            .with("GATEWAY_PROTOCOL", "ctc")
            .with("GATEWAY_EMAIL", "demo@holdfast.test")
            .with("GATEWAY_PASSWORD", "not-a-secret"),
        "AUTHENTICATED");
  }

  private static String up(Daemons.Start start, String state) throws Exception {
    DaemonProcess daemon = start.with("ADMIN_ADDRESS", "127.0.0.1:0").start();
    daemon.awaitState(state);
    return Admin.of(daemon).address();
  }

  private static DaemonProcess gateway(Daemons daemons, String protocol) throws Exception {
    return daemons
        .command("gateway", "--protocol", protocol, "--port", "0")
        .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
        .start();
  }

  private static URI uri(DaemonProcess gateway) throws Exception {
    return URI.create(gateway.awaitStdout("its address", lines -> !lines.isEmpty()).get(0));
  }

  private static DaemonProcess ask(Daemons daemons, String admin, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--admin");
    all.add(admin);
    return daemons
        .command(all.toArray(String[]::new))
        .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
        .start();
  }
}
