package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.ProxyManners;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aborting on the way through a proxy: at once, silently, and nothing is left. */
class ProxyAbortTest extends ProxyLinkTest {

  private static ProxyOptions far(Proxy.Kind kind) {
    return ProxyOptions.of(new Proxy(kind, "proxy.example", 3128, Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void whileANameIsLookedUp(Proxy.Kind kind) {
    AtomicInteger cancelled = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults().withProxies(far(kind)),
            (loop, host, answer) -> {
              asked.incrementAndGet();
              return cancelled::incrementAndGet;
            });
    RecordedLink link = open(URI.create("ws://gateway.example/"));
    link.onLoop(() -> true);
    link.abort();
    assertThat(asked).hasValue(1);
    assertThat(cancelled).hasValue(1);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileTheProxysNameIsLookedUpAfterTheGateways() {
    AtomicInteger cancelled = new AtomicInteger();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults().withProxies(far(Proxy.Kind.SOCKS5)),
            (loop, host, answer) -> {
              if (host.equals("gateway.example")) {
                return names(Map.of(host, List.of("10.0.0.1"))).lookUp(loop, host, answer);
              }
              return cancelled::incrementAndGet;
            });
    RecordedLink link = open(URI.create("ws://gateway.example/"));
    link.onLoop(() -> true);
    link.abort();
    assertThat(cancelled).hasValue(1);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileTcpConnects() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fillers = AbortTest.fillBacklog(full);
      int port = full.getLocalPort();
      transport =
          TyrusTransport.create(
              TransportOptions.defaults()
                  .withProxies(
                      ProxyOptions.of(
                          new Proxy(Proxy.Kind.HTTP, "127.0.0.1", port, Optional.empty()))));
      RecordedLink link = open();
      HalfOpen.awaitCount(port, 1);
      link.abort();
      HalfOpen.awaitCount(port, 0);
      assertThat(link.names()).isEmpty();
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void whileTlsShakesHandsBehindTheProxy(Proxy.Kind kind) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    gateway.onConnection(connection -> connection.behave(Behaviour.FROZEN));
    RecordedLink link = open(URI.create("wss://127.0.0.1:" + gateway.port() + "/"));
    gateway.awaitConnection(1, SOON);
    link.abort();
    assertThat(visit(proxy, 1).awaitEnd(SOON).kind()).isNotEqualTo(TransportEnd.Kind.BY_GATEWAY);
    assertThat(link.names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void whileTheUpgradeIsNotAnswered(Proxy.Kind kind) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    gateway.onConnection(Scripts.neverAnswers());
    RecordedLink link = open();
    record(1).awaitUpgradeRequest(SOON);
    link.abort();
    assertThat(visit(proxy, 1).awaitEnd(SOON).kind()).isEqualTo(TransportEnd.Kind.RESET);
    record(1).awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void whileTheNextAddressIsOffered() throws Exception {
    RawProxy proxy = newProxy(Proxy.Kind.SOCKS5);
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withProxies(
                    ProxyOptions.of(
                        new Proxy(Proxy.Kind.SOCKS5, "127.0.0.1", proxy.port(), Optional.empty()))),
            names(Map.of("gateway.example", List.of("10.0.0.1", "10.0.0.2"))));
    gateway.onConnection(Scripts.neverAnswers());
    proxy.behave(ProxyManners.forSocks().replying(host -> host.equals("10.0.0.1") ? 4 : 0));
    RecordedLink link = open(URI.create("ws://gateway.example:" + gateway.port() + "/"));
    record(1).awaitUpgradeRequest(SOON);
    link.abort();
    visit(proxy, 1).awaitEnd(SOON);
    visit(proxy, 2).awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }
}
