package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Aborting in each state: at once, silently, and nothing is left. */
class AbortTest extends LinkTest {

  @Test
  void whileTheNameIsLookedUp() {
    AtomicBoolean cancelled = new AtomicBoolean();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults(), (loop, host, answer) -> () -> cancelled.set(true));
    RecordedLink link = open(URI.create("ws://gateway.example/"));
    // The lookup begins in the task after the one that opened the link.
    link.onLoop(() -> true);
    link.abort();
    assertThat(cancelled).isTrue();
    assertThat(link.names()).isEmpty();
  }

  @Test
  void beforeAnythingHasBegun() throws Exception {
    RecordedLink link = RecordedLink.openAndAbort(transport, loops.next(), gateway.uri());
    link.onLoop(() -> true);
    assertThat(link.names()).isEmpty();
    assertThat(gateway.connectionsCount()).isZero();
  }

  @Test
  void whileTcpConnects() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fillers = fillBacklog(full);
      int port = full.getLocalPort();
      RecordedLink link = open(URI.create("ws://127.0.0.1:" + port + "/"));
      HalfOpen.awaitCount(port, 1);
      link.abort();
      HalfOpen.awaitCount(port, 0);
      assertThat(link.names()).isEmpty();
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  /** Connects until the kernel answers no more: the next SYN is dropped. */
  static List<Socket> fillBacklog(ServerSocket server) {
    List<Socket> fillers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
        fillers.add(socket);
      } catch (IOException e) {
        return fillers;
      }
    }
    throw new AssertionError("the backlog does not fill");
  }

  @Test
  void whileTlsShakesHands() throws Exception {
    // A plain gateway that never answers the ClientHello.
    gateway.onConnection(connection -> connection.behave(Behaviour.FROZEN));
    RecordedLink link = open(URI.create("wss://127.0.0.1:" + gateway.port() + "/"));
    gateway.awaitConnection(1, SOON);
    link.abort();
    assertThat(record(1).awaitEnd(SOON).kind()).isNotEqualTo(TransportEnd.Kind.BY_GATEWAY);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileTheUpgradeIsNotAnswered() throws Exception {
    gateway.onConnection(Scripts.neverAnswers());
    RecordedLink link = open();
    record(1).awaitUpgradeRequest(SOON);
    link.abort();
    assertThat(record(1).awaitEnd(SOON).kind()).isEqualTo(TransportEnd.Kind.RESET);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileTheBodyOfARefusalIsAwaited() throws Exception {
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 503 Busy\r\nContent-Length: 9\r\n\r\n");
        });
    RecordedLink link = open();
    record(1).awaitUpgradeRequest(SOON);
    link.abort();
    record(1).awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileOpen() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.abort();
    assertThat(record(1).awaitEnd(SOON).kind()).isEqualTo(TransportEnd.Kind.RESET);
  }

  @Test
  void whileClosing() throws Exception {
    gateway.onConnection(Scripts.silentAfterUpgrade());
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(1000, ""));
    record(1).awaitCloseFrame(SOON);
    link.abort();
    record(1).awaitEnd(SOON);
    assertThat(link.names()).containsExactly("open");
  }

  @Test
  void withAFullSendBuffer() throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.behave(Behaviour.FROZEN);
        });
    RecordedLink link = open();
    link.await("open");
    long direct = DirectMemory.used();
    String megabyte = "x".repeat(1 << 20);
    link.act(
        it -> {
          for (int i = 0; i < 16; i++) {
            it.sendText(megabyte, () -> {});
          }
        });
    assertThat(link.isWritable()).isFalse();
    assertThat(DirectMemory.used()).isGreaterThan(direct);
    link.abort();
    ConnectionRecord seen = record(1);
    assertThat(seen.awaitEnd(SOON).kind()).isNotNull();
    DirectMemory.awaitAtMost(direct + (4 << 20));
  }

  @Test
  void whileAnotherAddressIsStillBeingTried() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      List<Socket> fillers = fillBacklog(full);
      transport =
          TyrusTransport.create(
              TransportOptions.defaults(),
              (loop, host, answer) -> {
                answer.found(List.of(address("127.0.0.2"), address("127.0.0.2")));
                return () -> {};
              });
      RecordedLink link = open(URI.create("ws://x:" + full.getLocalPort() + "/"));
      HalfOpen.awaitCount(full.getLocalPort(), 2);
      link.abort();
      HalfOpen.awaitCount(full.getLocalPort(), 0);
      assertThat(link.names()).isEmpty();
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
