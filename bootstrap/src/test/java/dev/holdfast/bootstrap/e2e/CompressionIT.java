package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.Deflated;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The daemon with compression switched on, from its standard input to its standard output. */
@EndToEndTest
class CompressionIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int RSV1 = 4;
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  @Test
  void messagesTravelCompressedInBothDirections(Daemons daemons, RawGateway gateway)
      throws Exception {
    String words = "temperature 21.5 ".repeat(100).strip();
    gateway.onConnection(
        connection -> {
          Scripts.upgradesWith(answer -> answer.header(EXTENSIONS, "permessage-deflate"))
              .run(connection);
          connection.send(ServerFrame.of(Opcode.TEXT, Deflated.text(words)).withReserved(RSV1));
          connection.serve();
        });
    DaemonProcess daemon =
        daemons.run(gateway.uri()).arguments("--stdin").with("COMPRESSION", "on").start();
    daemon.awaitStdout(words);
    daemon.type(words);
    ClientFrame sent = gateway.connections().get(0).record().awaitFrame(Opcode.TEXT, SOON);
    assertThat(sent.reserved()).isEqualTo(RSV1);
    assertThat(new String(Deflated.inflate(sent.payload(), 10_000), StandardCharsets.UTF_8))
        .isEqualTo(words);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
  }

  @Test
  void nothingIsOfferedByDefault(Daemons daemons, RawGateway gateway) throws Exception {
    daemons.run(gateway.uri()).start().awaitUp(1);
    assertThat(
            gateway.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON).values(EXTENSIONS))
        .isEqualTo(List.of());
  }
}
