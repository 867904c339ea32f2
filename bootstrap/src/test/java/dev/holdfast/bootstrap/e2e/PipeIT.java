package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The daemon in a pipe: lines in are messages out, messages in are lines out. */
@EndToEndTest
class PipeIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void eachLineOfInputIsAMessage(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin").start();
    daemon.awaitUp(1);
    for (int i = 1; i <= 500; i++) {
      daemon.type("line " + i + " \u00e4\u20ac\ud83d\ude00");
    }
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.TEXT, 500, SOON);
    assertThat(record.texts())
        .hasSize(500)
        .startsWith("line 1 \u00e4\u20ac\ud83d\ude00", "line 2 \u00e4\u20ac\ud83d\ude00")
        .endsWith("line 500 \u00e4\u20ac\ud83d\ude00");
    assertThat(record.frames()).allMatch(frame -> frame.masked() && frame.fin());
  }

  @Test
  void linesTypedBeforeTheLinkIsUpAreSentOnceItIs(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.stopListening();
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin").start();
    daemon.type("first");
    daemon.type("second");
    daemon.awaitEnd();
    gateway.listenAgain();
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.TEXT, 2, SOON);
    assertThat(record.texts()).containsExactly("first", "second");
  }

  @Test
  void anEchoingGatewayGivesBackWhatWasTyped(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          while (true) {
            connection.sendText("echo of " + connection.readFrame().text());
          }
        });
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin").start();
    daemon.type("hello");
    daemon.awaitStdout("echo of hello");
    daemon.type("again");
    daemon.awaitStdout("echo of again");
    assertThat(daemon.stdout()).containsExactly("echo of hello", "echo of again");
  }

  @Test
  void withoutTheOptionInputIsNotTouched(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.type("not for sending");
    daemon.awaitUp(1);
    daemon.endInput();
    GatewayConnection connection = gateway.awaitConnection(1, SOON);
    connection.sendText("still there");
    daemon.awaitStdout("still there");
    assertThat(connection.record().texts()).isEmpty();
  }

  @Test
  void aGatewayThatClosesNormallyEndsThePipe(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        Scripts.closesWith(ServerFrame.text("all there is"), ServerFrame.close(1000, "")));
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin").start();
    daemon.assertExit(0, DaemonProcess.START);
    assertThat(daemon.stdout()).containsExactly("all there is");
  }

  @Test
  void theEndOfInputEndsTheDaemonOnceEverythingWasSent(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin", "--exit-on-eof").start();
    // All of it is typed and ended long before the link can be up.
    for (int i = 1; i <= 100; i++) {
      daemon.type("line " + i);
    }
    daemon.endInput();
    daemon.assertExit(0, DaemonProcess.START);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitCloseFrame(SOON).closeCode()).isEqualTo(1000);
    assertThat(record.texts()).hasSize(100).endsWith("line 100");
  }

  @Test
  void theEndOfInputAloneChangesNothing(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).arguments("--stdin").start();
    daemon.type("the only line");
    daemon.endInput();
    GatewayConnection connection = gateway.awaitConnection(1, DaemonProcess.START);
    connection.record().awaitFrame(Opcode.TEXT, DaemonProcess.START);
    connection.sendText("still there");
    daemon.awaitStdout("still there");
    assertThat(daemon.ends()).isEmpty();
  }

  @Test
  void whateverAMessageHoldsItStaysOneLine(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.text("two\nlines\r\n"),
            ServerFrame.text("{\n  \"a\": 1\n}"),
            ServerFrame.binary((byte) 0, (byte) 1, (byte) 0xFF),
            ServerFrame.text(""),
            ServerFrame.text("x".repeat(1_000_000))));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    assertThat(daemon.awaitStdout("five lines", lines -> lines.size() == 5))
        .containsExactly(
            "two\\nlines\\r\\n", "{   \"a\": 1 }", "base64:AAH/", "", "x".repeat(1_000_000));
  }

  @Test
  void aReaderThatGoesAwayEndsTheDaemon(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.sendEvery(Duration.ofMillis(20), ServerFrame.text("one of many"));
          connection.serve();
        });
    String launcher = Daemons.home().resolve("bin").resolve("holdfast").toString();
    DaemonProcess pipe =
        daemons
            .commandAt(Path.of("/bin/sh"), "-c", "\"$LAUNCHER\" run | head -n 1")
            .with("LAUNCHER", launcher)
            .with("GATEWAY_URL", gateway.uri().toString())
            .with("ADMIN_ADDRESS", "off")
            .start();
    pipe.assertExit(0, DaemonProcess.START);
    assertThat(pipe.stdout()).containsExactly("one of many");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitCloseFrame(SOON).closeCode()).isEqualTo(1000);
    pipe.assertNoStackTrace();
  }
}
