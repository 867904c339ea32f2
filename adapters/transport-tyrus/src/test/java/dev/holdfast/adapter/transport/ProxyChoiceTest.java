package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which link goes through which proxy, and how a proxy is found. */
class ProxyChoiceTest extends ProxyLinkTest {

  private static Proxy named(String host, int port) {
    return new Proxy(Proxy.Kind.HTTP, host, port, Optional.empty());
  }

  @Test
  void eachSchemeHasItsOwn() {
    Proxy plain = named("a.example", 1);
    Proxy secure = named("b.example", 2);
    ProxyOptions options =
        new ProxyOptions(Optional.of(plain), Optional.of(secure), NoProxy.parse("near.example:80"));
    assertThat(options.proxyFor(URI.create("ws://x/"))).contains(plain);
    assertThat(options.proxyFor(URI.create("WSS://x/"))).contains(secure);
    assertThat(options.proxyFor(URI.create("ws://near.example/"))).isEmpty();
    assertThat(options.exceptionFor(URI.create("ws://near.example/"))).contains("near.example:80");
    assertThat(options.proxyFor(URI.create("wss://near.example/"))).contains(secure);
    ProxyOptions one = new ProxyOptions(Optional.empty(), Optional.of(secure), NoProxy.parse("*"));
    assertThat(one.exceptionFor(URI.create("ws://x/"))).as("nothing to except from").isEmpty();
    assertThat(one.proxyFor(URI.create("wss://x/"))).isEmpty();
  }

  @Test
  void anExceptedGatewayIsReachedDirectly() throws Exception {
    RawProxy proxy = newProxy(Proxy.Kind.HTTP);
    ProxyOptions proxies = ProxyOptions.of(named("127.0.0.1", proxy.port()));
    transport =
        TyrusTransport.create(
            TransportOptions.defaults().withProxies(proxies.except(NoProxy.parse("127.0.0.0/8"))));
    open().await("open");
    assertThat(proxy.visits()).isEmpty();
  }

  @Test
  void theLoopbackIsNoExceptionByItself() throws Exception {
    RawProxy proxy = through(Proxy.Kind.HTTP);
    open().await("open");
    assertThat(proxy.visits()).hasSize(1);
  }

  @Test
  void theProxysNameIsLookedUpForEveryAttemptAndAllItsAddressesAreTried() throws Exception {
    RawProxy proxy = newProxy(Proxy.Kind.HTTP);
    List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
    NameLookup names = names(Map.of("proxy.example", List.of("127.0.0.2", "127.0.0.1")));
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withProxies(ProxyOptions.of(named("proxy.example", proxy.port()))),
            (loop, host, answer) -> {
              asked.add(host);
              return names.lookUp(loop, host, answer);
            });
    URI uri = URI.create("ws://gateway.example:" + gateway.port() + "/");
    open(uri).await("open");
    open(uri).await("open");
    assertThat(asked).containsExactly("proxy.example", "proxy.example");
  }

  @Test
  void aProxyWhoseNameIsUnknownIsSaid() {
    transport =
        TyrusTransport.create(
            TransportOptions.defaults().withProxies(ProxyOptions.of(named("proxy.example", 3128))),
            names(Map.of()));
    assertThat(open().awaitEnded())
        .isEqualTo(
            Cause.of(
                CauseKind.PROXY_FAILURE,
                "the proxy proxy.example:3128 is not known: proxy.example is not known"));
  }

  @Test
  void theCertificateIsTheGatewaysWhoeverCarriesTheBytes(@TempDir Path folder) throws Exception {
    TestCertificates certificates = new TestCertificates();
    RawProxy proxy = newProxy(Proxy.Kind.HTTP);
    try (RawGateway secure = RawGateway.startTls(certificates.context(certificates.elsewhere()))) {
      transport =
          TyrusTransport.create(
              TransportOptions.defaults()
                  .withTls(
                      new TlsOptions(
                          Optional.of(certificates.authorityFile(folder)),
                          Optional.empty(),
                          Optional.empty()))
                  .withProxies(ProxyOptions.of(named("127.0.0.1", proxy.port()))));
      open(URI.create("wss://gateway.example:" + secure.port() + "/")).await("open");
      assertThat(open(secure.uri()).awaitEnded())
          .isEqualTo(
              Cause.of(CauseKind.TLS_FAILURE, "the gateway's certificate is not for 127.0.0.1"));
    }
  }

  @Test
  void impossibleProxiesCannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> named(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> named("x", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> named("x", 65_536));
    for (Proxy.Kind kind : Proxy.Kind.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Proxy(kind, "x", 1, Optional.of(user("new\nline"))));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proxy(Proxy.Kind.HTTP, "x", 1, Optional.of(user("a:b"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proxy(Proxy.Kind.SOCKS5, "x", 1, Optional.of(user(""))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Proxy(Proxy.Kind.SOCKS5H, "x", 1, Optional.of(user("\u00e4".repeat(128)))));
  }

  private static Proxy.Login user(String name) {
    return new Proxy.Login(name, Proxy.Password.of("s3cret"));
  }

  @Test
  void nothingSecretIsInAToString() throws Exception {
    Proxy proxy = new Proxy(Proxy.Kind.SOCKS5H, "fd00::1", 1080, Optional.of(login("s3cret")));
    assertThat(proxy).hasToString("socks5h://[fd00::1]:1080");
    TransportOptions options = TransportOptions.defaults().withProxies(ProxyOptions.of(proxy));
    assertThat(options.toString() + login("s3cret") + TunnelLogin.of(proxy.login()))
        .doesNotContain("s3cret", USER);
  }
}
