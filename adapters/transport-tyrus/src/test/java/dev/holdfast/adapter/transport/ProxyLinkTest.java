package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.ProxyManners;
import dev.holdfast.adapter.transport.fixture.ProxyVisit;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;

/** A test with proxies of its own between link and gateway; they end with it. */
abstract class ProxyLinkTest extends LinkTest {

  static final String USER = "plant";
  static final String PASSWORD = "s3cret-w\u00f6rd";

  private final List<RawProxy> proxies = new ArrayList<>();

  @AfterEach
  void stopProxies() throws IOException {
    for (RawProxy proxy : proxies) {
      proxy.close();
    }
  }

  /** Starts a proxy and a transport that goes through it, without a login. */
  RawProxy through(Proxy.Kind kind) throws IOException {
    RawProxy proxy = newProxy(kind);
    transport = transportThrough(kind, proxy, Optional.empty());
    return proxy;
  }

  /** The same with user name and password on both sides. */
  RawProxy throughWithLogin(Proxy.Kind kind) throws IOException {
    RawProxy proxy = newProxy(kind);
    proxy.behave(proxy.manners().wanting(USER, PASSWORD));
    transport = transportThrough(kind, proxy, Optional.of(login(PASSWORD)));
    return proxy;
  }

  RawProxy newProxy(Proxy.Kind kind) throws IOException {
    RawProxy proxy = kind == Proxy.Kind.HTTP ? RawProxy.http() : RawProxy.socks();
    proxies.add(proxy);
    return proxy;
  }

  static TyrusTransport transportThrough(
      Proxy.Kind kind, RawProxy proxy, Optional<Proxy.Login> login) {
    return TyrusTransport.create(
        TransportOptions.defaults()
            .withProxies(ProxyOptions.of(new Proxy(kind, "127.0.0.1", proxy.port(), login))));
  }

  static Proxy.Login login(String password) {
    return new Proxy.Login(USER, Proxy.Password.of(password));
  }

  /** The end of a link through a proxy that behaves so. */
  Cause endWith(RawProxy proxy, ProxyManners manners) {
    proxy.behave(manners);
    return open(URI.create("ws://gateway.example:" + gateway.port() + "/")).awaitEnded();
  }

  static void assertRefused(Cause cause, RawProxy proxy, String words) {
    Assertions.assertThat(cause)
        .isEqualTo(
            Cause.of(CauseKind.PROXY_FAILURE, "the proxy 127.0.0.1:" + proxy.port() + " " + words));
  }

  static ProxyVisit visit(RawProxy proxy, int number) throws InterruptedException {
    return proxy.awaitVisit(number, SOON);
  }

  /** Names as in a hosts file, and address literals; nothing else exists. */
  static NameLookup names(Map<String, List<String>> known) {
    return (loop, host, answer) -> {
      List<InetAddress> found = new ArrayList<>();
      try {
        if (Character.isDigit(host.charAt(0))) {
          found.add(InetAddress.getByName(host));
        }
        for (String literal : known.getOrDefault(host, List.of())) {
          found.add(InetAddress.getByName(literal));
        }
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
      if (found.isEmpty()) {
        answer.notFound(host + " is not known");
      } else {
        answer.found(found);
      }
      return () -> {};
    };
  }
}
