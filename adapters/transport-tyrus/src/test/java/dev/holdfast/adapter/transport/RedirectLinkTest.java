package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClosedPort;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import dev.holdfast.adapter.transport.fixture.UpgradeRequest;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects as a link lives through them. */
class RedirectLinkTest extends ProxyLinkTest {

  private RawGateway other;

  @BeforeEach
  void startOther() throws Exception {
    other = RawGateway.start();
  }

  @AfterEach
  void stopOther() throws IOException {
    other.close();
  }

  /** The answer, and a connection that stays open. */
  private static Script redirectsTo(int status, String location) {
    return connection -> {
      connection.readUpgradeRequest();
      connection.answer(
          HttpAnswer.status(status, "Over There").header("Location", location).body("go there"));
    };
  }

  private HandshakeRequest withLogin() {
    return new HandshakeRequest(
        gateway.uri("/first"),
        Map.of("Authorization", "Bearer t0ken-abc", "Cookie", "a=b", "Proxy-Authorization", "x"),
        List.of("v1"),
        false);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyRedirectIsFollowed(int status) throws Exception {
    gateway.script(1, redirectsTo(status, "second?x=1"));
    RecordedLink link = open(withLogin());
    link.await("open");
    assertThat(link.names()).containsExactly("open");
    UpgradeRequest first = record(1).awaitUpgradeRequest(SOON);
    UpgradeRequest second = record(2).awaitUpgradeRequest(SOON);
    assertThat(second.requestLine()).isEqualTo("GET /second?x=1 HTTP/1.1");
    assertThat(second.value("Authorization")).contains("Bearer t0ken-abc");
    assertThat(second.value("Cookie")).contains("a=b");
    assertThat(second.value("Sec-WebSocket-Protocol")).contains("v1");
    assertThat(second.key()).isNotEqualTo(first.key());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 305, 306})
  void otherAnswersOfThatClassAreRejections(int status) {
    gateway.onConnection(redirectsTo(status, "second"));
    assertThat(open().awaitEnded())
        .isEqualTo(
            Cause.handshakeRejected(
                status, status == 304 ? "Over There" : "Over There: go there", Optional.empty()));
  }

  @Test
  void anotherOriginGetsNoHeadersOfOurs() throws Exception {
    gateway.onConnection(redirectsTo(307, "http://127.0.0.1:" + other.port() + "/x"));
    open(withLogin()).await("open");
    UpgradeRequest seen = other.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON);
    assertThat(seen.target()).isEqualTo("/x");
    assertThat(seen.value("Host")).contains("127.0.0.1:" + other.port());
    assertThat(seen.value("Sec-WebSocket-Protocol")).contains("v1");
    assertThat(seen.head()).doesNotContain("t0ken", "Authorization", "Cookie");
  }

  @Test
  void norDoesTheFirstWhenTheOtherSendsUsBack() throws Exception {
    gateway.script(1, redirectsTo(302, other.uri("/x").toString()));
    other.onConnection(redirectsTo(302, gateway.uri("/reset?everything").toString()));
    open(withLogin()).await("open");
    assertThat(record(2).awaitUpgradeRequest(SOON).head()).doesNotContain("t0ken");
  }

  @Test
  void aSocketIsClosedBeforeTheNextOneIsDialled() throws Exception {
    gateway.countHeld().onConnection(redirectsTo(302, "again"));
    gateway.script(6, Scripts.wellBehaved());
    open().await("open");
    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
    for (int i = 1; i <= 5; i++) {
      assertThat(record(i).awaitEnd(SOON).kind()).isNotEqualTo(TransportEnd.Kind.BY_GATEWAY);
    }
  }

  @Test
  void fiveAreFollowedTheSixthIsNot() throws Exception {
    gateway.onConnection(redirectsTo(302, "again?t=s3cret-in-query"));
    Cause cause = open().awaitEnded();
    String uri = "ws://127.0.0.1:" + gateway.port();
    assertThat(cause)
        .isEqualTo(
            Cause.handshakeRejected(
                302,
                "redirected to "
                    + uri
                    + ": more than 5 redirects, the last one to "
                    + uri
                    + "/again",
                Optional.empty()));
    assertThat(gateway.connectionsCount()).isEqualTo(6);
    record(6).awaitEnd(SOON);
  }

  @Test
  void aFailureSaysWhereItHappened() throws Exception {
    try (ClosedPort closed = ClosedPort.any()) {
      gateway.onConnection(redirectsTo(302, closed.uri().toString()));
      String place = "127.0.0.1:" + closed.port();
      assertThat(open().awaitEnded())
          .isEqualTo(
              Cause.of(
                  CauseKind.CONNECT_REFUSED,
                  "redirected to ws://" + place + ": " + place + " refused the connection"));
    }
  }

  @Test
  void aLoginThatStayedBehindIsSaid() {
    gateway.onConnection(redirectsTo(302, other.uri().toString()));
    other.onConnection(Scripts.answers(HttpAnswer.status(401, "Who Are You")));
    assertThat(open(withLogin()).awaitEnded())
        .isEqualTo(
            Cause.handshakeRejected(
                401,
                "redirected to ws://127.0.0.1:"
                    + other.port()
                    + " (headers and credentials stay with the first): Who Are You",
                Optional.empty()));
  }

  @Test
  void aRefusedRedirectReleasesTheSocket() throws Exception {
    gateway.onConnection(redirectsTo(302, "ftp://x/"));
    assertThat(open().awaitEnded())
        .isEqualTo(
            Cause.of(
                CauseKind.HANDSHAKE_INVALID,
                "redirects to what is no address of a gateway: ftp://x/"));
    record(1).awaitEnd(SOON);
  }

  @Test
  void fromPlainToTlsButNotBack(@TempDir Path folder) throws Exception {
    TestCertificates certificates = new TestCertificates();
    try (RawGateway secure = RawGateway.startTls(certificates.context(certificates.loopback()))) {
      transport =
          TyrusTransport.create(
              TransportOptions.defaults()
                  .withTls(
                      new TlsOptions(
                          Optional.of(certificates.authorityFile(folder)),
                          Optional.empty(),
                          Optional.empty())));
      gateway.onConnection(redirectsTo(301, secure.uri("/x").toString().replace("wss", "https")));
      open().await("open");
      assertThat(secure.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON).target())
          .isEqualTo("/x");
      secure.onConnection(redirectsTo(301, gateway.uri("/y").toString()));
      Cause cause = open(secure.uri()).awaitEnded();
      assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_REJECTED);
      assertThat(cause.detail()).startsWith("redirects from wss to ws");
      assertThat(gateway.connectionsCount()).isEqualTo(1);
    }
  }

  @Test
  void everyHopLooksItsNameUpAndChoosesItsProxy() throws Exception {
    RawProxy proxy = newProxy(Proxy.Kind.HTTP);
    List<String> asked = new CopyOnWriteArrayList<>();
    NameLookup names = names(Map.of("near.example", List.of("127.0.0.1")));
    Proxy hop = new Proxy(Proxy.Kind.HTTP, "127.0.0.1", proxy.port(), Optional.empty());
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withProxies(ProxyOptions.of(hop).except(NoProxy.parse("near.example"))),
            (loop, host, answer) -> {
              asked.add(host);
              return names.lookUp(loop, host, answer);
            });
    String far = "http://far.example:" + other.port() + "/";
    String near = "ws://near.example:" + gateway.port() + "/";
    gateway.script(1, redirectsTo(302, near));
    gateway.script(2, redirectsTo(302, far));
    open(URI.create(near)).await("open");
    assertThat(asked).containsExactly("near.example", "near.example", "127.0.0.1");
    assertThat(proxy.visits()).hasSize(1);
    assertThat(visit(proxy, 1).target()).isEqualTo("far.example:" + other.port());
  }

  @Test
  void abortInTheMiddleOfTheSecondHop() throws Exception {
    gateway.onConnection(redirectsTo(302, other.uri().toString()));
    other.onConnection(Scripts.neverAnswers());
    RecordedLink link = open();
    other.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON);
    link.abort();
    assertThat(other.awaitConnection(1, SOON).record().awaitEnd(SOON).kind())
        .isEqualTo(TransportEnd.Kind.RESET);
    record(1).awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void abortWhileTheSecondHopLooksItsNameUp() throws Exception {
    AtomicInteger cancelled = new AtomicInteger();
    CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
    transport =
        TyrusTransport.create(
            TransportOptions.defaults(),
            (loop, host, answer) -> {
              asked.add(host);
              return host.equals("127.0.0.1")
                  ? names(Map.of()).lookUp(loop, host, answer)
                  : cancelled::incrementAndGet;
            });
    gateway.onConnection(redirectsTo(302, "ws://far.example/"));
    RecordedLink link = open();
    Await.until("second lookup", () -> asked.contains("far.example"));
    link.abort();
    assertThat(cancelled).hasValue(1);
    record(1).awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void abortOnTheLoopRightBehindARedirect() throws Exception {
    gateway.onConnection(redirectsTo(302, other.uri().toString()));
    // Aborts race with the hop from all sides: whichever comes first, nothing may be left.
    for (int i = 0; i < 50; i++) {
      int before = gateway.connectionsCount();
      RecordedLink link = open();
      if (i % 2 == 0) {
        record(before + 1);
      }
      link.abort();
      assertThat(link.names()).doesNotContain("ended");
    }
    for (var connection : other.connections()) {
      connection.record().awaitEnd(SOON);
    }
  }
}
