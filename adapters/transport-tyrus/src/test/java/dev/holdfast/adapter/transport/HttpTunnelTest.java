package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClosedPort;
import dev.holdfast.adapter.transport.fixture.ProxyManners;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.adapter.transport.fixture.UpgradeRequest;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP CONNECT: what is asked, and what each answer leads to. */
class HttpTunnelTest extends ProxyLinkTest {

  private RawProxy proxy;

  @BeforeEach
  void startProxy() throws Exception {
    proxy = through(Proxy.Kind.HTTP);
  }

  private ProxyManners manners() {
    return ProxyManners.forHttp();
  }

  @Test
  void theProxyIsAskedForTheGatewayByNameAndForNothingElse() throws Exception {
    URI uri = URI.create("ws://gateway.example:" + gateway.port() + "/path?key=abcdefgh");
    HandshakeRequest request =
        new HandshakeRequest(uri, Map.of("Authorization", "Bearer t0ken"), List.of(), false);
    open(request).await("open");
    UpgradeRequest asked = visit(proxy, 1).request().orElseThrow();
    String authority = "gateway.example:" + gateway.port();
    assertThat(asked.head())
        .isEqualTo("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    UpgradeRequest upgrade = record(1).awaitUpgradeRequest(SOON);
    assertThat(upgrade.requestLine()).isEqualTo("GET /path?key=abcdefgh HTTP/1.1");
    assertThat(upgrade.value("Host")).contains(authority);
    assertThat(upgrade.value("Authorization")).contains("Bearer t0ken");
  }

  @ParameterizedTest
  @CsvSource({
    "ws://gateway.example/, gateway.example:80",
    "wss://gateway.example/, gateway.example:443",
    "ws://[fd00::1]:1234/, [fd00::1]:1234",
    "ws://[fe80::1%25eth0]:1234/, [fe80::1]:1234",
    "ws://10.0.0.1/, 10.0.0.1:80"
  })
  void hostAndPortAreAlwaysNamed(String uri, String target) throws Exception {
    proxy.behave(manners().saying("HTTP/1.1 403 No\r\n\r\n"));
    open(URI.create(uri)).awaitEnded();
    assertThat(visit(proxy, 1).target()).isEqualTo(target);
  }

  @Test
  void userNameAndPasswordGoToTheProxyOnly() throws Exception {
    proxy.behave(manners().wanting(USER, PASSWORD));
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login(PASSWORD)));
    open().await("open");
    assertThat(visit(proxy, 1).login()).isEqualTo(USER + ":" + PASSWORD);
    assertThat(record(1).awaitUpgradeRequest(SOON).head()).doesNotContain("Proxy-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\n\r\n",
        "HTTP/1.1 200\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 299 Fine\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nVia: 1.1 x\r\n\r\n"
      })
  void everyYesIsUnderstood(String answer) {
    proxy.behave(manners().acceptingWith(answer));
    RecordedLink link = open();
    link.await("open");
    link.sendText("hello");
    link.await("written");
  }

  @Test
  void whatComesWithTheYesIsTheGateways() {
    Cause cause =
        endWith(
            proxy,
            manners()
                .saying(
                    "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 503 From Behind\r\nContent-Length: 0\r\n\r\n"));
    assertThat(cause).isEqualTo(Cause.handshakeRejected(503, "From Behind", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 403 Filtered~~|answered 403 Filtered",
        "HTTP/1.1 502 Bad Gateway~Content-Length: 9~~half|answered 502 Bad Gateway",
        "HTTP/1.1 500~~|answered 500",
        "HTTP/1.1 503 Busy~~a body that ends with the connection|answered 503 Busy",
        "HTTP/1.1 302 Found~Location: http://elsewhere.example/~~|answered 302 Found",
        "HTTP/1.1 101 Switching Protocols~Upgrade: websocket~~|answered 101 Switching Protocols",
        "HTTP/1.1 407 Who~Content-Length: 9~~|answered 407 Who; give it user name and password",
        "HTTP/1.0 401 Unauthorized~~|answered 401 Unauthorized; give it user name and password",
        "HTTP/1.1 407 Who~Proxy-Authenticate: Basic realm=\"x\"~~"
            + "|answered 407 Who; it wants Basic; give it user name and password",
        "HTTP/1.1 407 Who~Proxy-Authenticate: Negotiate~Proxy-Authenticate: NTLM~~"
            + "|answered 407 Who; it wants Negotiate or NTLM, but only Basic is supported",
        "SSH-2.0-OpenSSH_9.2p1~|does not answer in HTTP",
        "HTTP/1.1 abc What~~|does not answer in HTTP",
        "\u00ff|does not answer in HTTP"
      })
  void everyNoIsSaidInWords(String answer, String words) throws Exception {
    Cause cause = endWith(proxy, manners().saying(answer.replace("~", "\r\n")));
    assertRefused(cause, proxy, words);
    visit(proxy, 1).awaitEnd(SOON);
  }

  @Test
  void otherLanguagesAreRecognized() {
    assertRefused(
        endWith(proxy, manners().saying("\u0015\u0003\u0003\u0000\u0002\u00022")),
        proxy,
        "speaks TLS, which is not supported");
    assertRefused(
        endWith(proxy, manners().saying("\u0005\u0000")), proxy, "does not answer in HTTP");
  }

  @Test
  void aWrongPasswordIsSaid() {
    proxy.behave(manners().wanting(USER, PASSWORD));
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login("wr0ng-word")));
    assertRefused(
        open().awaitEnded(),
        proxy,
        "answered 407 Proxy Authentication Required; it wants Basic; check user name and password");
  }

  @Test
  void aProxyThatQuotesWhatItWasToldIsNotRepeated() {
    String basic = "cGxhbnQ6czNjcmV0LXfDtnJk";
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login("s3cret-word")));
    Cause cause = endWith(proxy, manners().saying("HTTP/1.1 403 not you, s3cret-word\r\n\r\n"));
    assertRefused(cause, proxy, "answered 403 not you, ***");
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login(PASSWORD)));
    cause = endWith(proxy, manners().saying("HTTP/1.1 403 not " + basic + "\r\n\r\n"));
    assertRefused(cause, proxy, "answered 403 not ***");
  }

  @Test
  void answersAreBounded() {
    String much = "x".repeat(17_000);
    for (String answer :
        List.of("HTTP/1.1 200 " + much, "HTTP/1.1 200 OK\r\nX: " + much, "HTTP/1.1 200" + much)) {
      assertRefused(
          endWith(proxy, manners().saying(answer)), proxy, "answers with more than 16384 bytes");
    }
    assertRefused(
        endWith(proxy, manners().saying("HTTP/1.1 100 Go on\r\n\r\n".repeat(9))),
        proxy,
        "sends interim answers without end");
  }

  @Test
  void aGatewayThatRefusesIsTheProxysNews() throws Exception {
    try (ClosedPort closed = ClosedPort.any()) {
      assertRefused(open(closed.uri()).awaitEnded(), proxy, "answered 502 Bad Gateway");
    }
  }

  @Test
  void aProxyThatRefusesIsCalledAProxy() throws Exception {
    try (ClosedPort closed = ClosedPort.any()) {
      transport =
          TyrusTransport.create(
              TransportOptions.defaults()
                  .withProxies(
                      ProxyOptions.of(
                          new Proxy(
                              Proxy.Kind.HTTP, "127.0.0.1", closed.port(), Optional.empty()))));
      String address = "127.0.0.1:" + closed.port();
      assertThat(open().awaitEnded())
          .isEqualTo(
              Cause.of(
                  CauseKind.PROXY_FAILURE,
                  "the proxy "
                      + address
                      + " is not reached: "
                      + address
                      + " refused the connection"));
    }
  }

  @Test
  void aPasswordThatCannotBeReadIsAProxyFailure() {
    Proxy.Login login =
        new Proxy.Login(
            USER, () -> CompletableFuture.failedFuture(new IOException("the file x is gone")));
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login));
    assertRefused(open().awaitEnded(), proxy, "needs a password: the file x is gone");
    Proxy.Login later =
        new Proxy.Login(
            USER,
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      throw new UncheckedIOException("no such file", new IOException());
                    }));
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(later));
    assertRefused(open().awaitEnded(), proxy, "needs a password: no such file");
    assertThat(proxy.visits()).isEmpty();
  }

  @Test
  void aPasswordThatDoesNotComeIsNotWaitedForAfterAnAbort() {
    CompletableFuture<String> late = new CompletableFuture<>();
    Proxy.Login login = new Proxy.Login(USER, () -> late);
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login));
    RecordedLink link = open();
    link.onLoop(() -> true);
    link.abort();
    late.complete(PASSWORD);
    link.onLoop(() -> true);
    assertThat(link.names()).isEmpty();
    assertThat(proxy.visits()).isEmpty();
  }

  @Test
  void thePasswordIsReadForEveryAttempt() throws Exception {
    List<String> passwords = new CopyOnWriteArrayList<>(List.of("f1rst"));
    Proxy.Login login =
        new Proxy.Login(
            USER, () -> CompletableFuture.supplyAsync(() -> passwords.get(passwords.size() - 1)));
    transport = transportThrough(Proxy.Kind.HTTP, proxy, Optional.of(login));
    open().await("open");
    passwords.add("s3cond");
    open().await("open");
    assertThat(visit(proxy, 1).login()).isEqualTo(USER + ":f1rst");
    assertThat(visit(proxy, 2).login()).isEqualTo(USER + ":s3cond");
  }
}
