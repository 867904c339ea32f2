package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.replay.Replay;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A recording of a run with faults, replayed through the same machine. */
@EndToEndTest
class RecordIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TOKEN = "t0ken-planted";

  @Test
  void aRunWithFaultsIsReplayedBitForBit(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.answers(HttpAnswer.status(503, "Busy").body("not you, " + TOKEN)));
    gateway.script(3, Scripts.closesWith(ServerFrame.close(1011, "bad " + TOKEN)));
    gateway.script(4, Scripts.silentAfterUpgrade());
    gateway.script(5, Scripts.acceptsAndResets());
    gateway.onConnection(Scripts.sends(ServerFrame.text("well again")));
    Path file = daemons.folder().resolve("run.recording");
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("GATEWAY_TOKEN", TOKEN)
            .with("HEARTBEAT_INTERVAL", "300ms")
            .with("HEARTBEAT_TIMEOUT", "300ms")
            .arguments("--record", file.toString())
            .start();
    daemon.awaitStdout("well again");
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    Replay.Result result = Replay.of(file);
    assertThat(result.report()).endsWith("the same, bit for bit");
    assertThat(result.runs()).isEqualTo(1);
    assertThat(result.cut()).isEmpty();
    assertThat(result.transitions()).isEqualTo(daemon.changes().size());
    assertThat(Files.readString(file))
        .contains("heartbeat-timeout", "handshake-rejected", "closed-by-gateway", "link-lost")
        .contains("bad ***")
        .doesNotContain(TOKEN, "well again");
  }

  @Test
  void aSecondRunGoesBehindTheFirst(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1000, "done")));
    Path file = daemons.folder().resolve("run.recording");
    for (int i = 0; i < 2; i++) {
      daemons.run(gateway.uri()).arguments("--record", file.toString()).start().assertExit(0, SOON);
    }
    assertThat(Replay.of(file).report()).startsWith("2 runs, ").endsWith("the same, bit for bit");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedInOneLine(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path file = daemons.folder().resolve("no/such/folder");
    DaemonProcess daemon =
        daemons.run(gateway.uri()).arguments("--record", file.toString()).start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("cannot record to " + file);
    daemon.assertNoStackTrace();
  }
}
