package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClosedPort;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All addresses of a name are tried, without waiting for one that does not answer. */
class DialerTest extends LinkTest {

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A name that stands for these addresses. */
  private URI named(int port, String... literals) {
    List<InetAddress> addresses = Stream.of(literals).map(DialerTest::address).toList();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults(),
            (loop, host, answer) -> {
              answer.found(addresses);
              return () -> {};
            });
    return URI.create("ws://gateway.example:" + port + "/");
  }

  @Test
  void theNextAddressFollowsARefusal() throws Exception {
    RecordedLink link = open(named(gateway.port(), "127.0.0.9", "127.0.0.8", "127.0.0.1"));
    link.await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).value("Host"))
        .contains("gateway.example:" + gateway.port());
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void anAddressThatDoesNotAnswerIsOvertaken() throws Exception {
    try (ServerSocket mute = new ServerSocket()) {
      mute.bind(new InetSocketAddress(address("127.0.0.7"), gateway.port()), 1);
      List<Socket> fillers = fillBacklog(mute);
      long before = OpenFiles.count();
      open(named(gateway.port(), "127.0.0.7", "127.0.0.1")).await("open");
      // Our socket, the gateway's; the overtaken one is gone.
      OpenFiles.awaitAtMost(before + 2);
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
    List<Socket> fillers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      try {
        socket.connect(server.getLocalSocketAddress(), 200);
        fillers.add(socket);
      } catch (IOException e) {
        return fillers;
      }
    }
    throw new AssertionError("the backlog does not fill");
  }

  @Test
  void whenAllRefuseAllAreNamed() throws Exception {
    try (ClosedPort closed = ClosedPort.any()) {
      Cause cause = open(named(closed.port(), "127.0.0.1", "127.0.0.2")).awaitEnded();
      assertThat(cause.kind()).isEqualTo(CauseKind.CONNECT_REFUSED);
      assertThat(cause.detail())
          .isEqualTo(
              "127.0.0.1:%d refused the connection; 127.0.0.2:%d refused the connection"
                  .formatted(closed.port(), closed.port()));
    }
  }

  @Test
  void localhostIsFoundWithoutANameServer() {
    open(URI.create("ws://localhost:" + gateway.port() + "/")).await("open");
  }

  @Test
  void anIpv6LiteralIsDialled() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, address("::1"))) {
      RecordedLink link = open(URI.create("ws://[::1]:" + server.getLocalPort() + "/"));
      try (Socket accepted = server.accept()) {
        byte[] request = new byte[300];
        int length = accepted.getInputStream().read(request);
        assertThat(new String(request, 0, length, java.nio.charset.StandardCharsets.US_ASCII))
            .contains("Host: [::1]:" + server.getLocalPort());
      }
      link.awaitEnded();
    }
  }

  @Test
  void theFamiliesTakeTurns() {
    assertThat(
            AddressOrder.interleaved(
                Stream.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "::1", "::2")
                    .map(DialerTest::address)
                    .toList()))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("0:0:0:0:0:0:0:1", "10.0.0.1", "0:0:0:0:0:0:0:2", "10.0.0.2", "10.0.0.3");
  }
}
