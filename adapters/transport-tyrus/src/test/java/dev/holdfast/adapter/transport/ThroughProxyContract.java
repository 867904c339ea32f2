package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract through a proxy that wants a login; a subclass says which, and over what. */
abstract class ThroughProxyContract extends TransportContract {

  private static final String USER = "us\u00e9r";
  private static final String PASSWORD = "p\u00e4ss:w\u00f6rd";

  @TempDir private static Path folder;

  private static TestCertificates certificates;
  private static NettyEventLoops loops;

  private final Proxy.Kind kind;
  private final boolean secure;
  private RawProxy proxy;

  ThroughProxyContract(Proxy.Kind kind, boolean secure) {
    this.kind = kind;
    this.secure = secure;
  }

  @BeforeAll
  static void startLoops() {
    LeakWatch.begin();
    certificates = new TestCertificates();
    loops = NettyEventLoops.start(2);
  }

  @AfterAll
  static void stopLoops() {
    loops.close();
    LeakWatch.assertNoLeaks();
  }

  @Override
  NettyEventLoops loops() {
    return loops;
  }

  @Override
  CauseKind refusal() {
    return CauseKind.PROXY_FAILURE;
  }

  @Override
  RawGateway startGateway() throws IOException {
    return secure
        ? RawGateway.startTls(certificates.context(certificates.loopback()))
        : RawGateway.start();
  }

  @Override
  Transport newTransport() {
    try {
      proxy = kind == Proxy.Kind.HTTP ? RawProxy.http() : RawProxy.socks();
    } catch (IOException e) {
      throw new IllegalStateException("no port for a proxy", e);
    }
    proxy.behave(proxy.manners().wanting(USER, PASSWORD));
    TlsOptions tls =
        new TlsOptions(
            Optional.of(certificates.authorityFile(folder)), Optional.empty(), Optional.empty());
    Proxy.Login login = new Proxy.Login(USER, Proxy.Password.of(PASSWORD));
    return TyrusTransport.create(
        TransportOptions.defaults()
            .withTls(tls)
            .withProxies(
                ProxyOptions.of(new Proxy(kind, "127.0.0.1", proxy.port(), Optional.of(login)))));
  }

  @AfterEach
  void everyLinkWentThroughTheProxy() throws Exception {
    assertThat(proxy.visits()).hasSizeGreaterThanOrEqualTo(gateway().connectionsCount());
    proxy.close();
  }
}
