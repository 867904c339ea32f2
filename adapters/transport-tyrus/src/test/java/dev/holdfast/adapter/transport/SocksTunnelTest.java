package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ProxyManners;
import dev.holdfast.adapter.transport.fixture.ProxyVisit;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SOCKS 5: what is asked, and what each answer leads to. */
class SocksTunnelTest extends ProxyLinkTest {

  private static final String YES = "\u0005\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000";

  private RawProxy proxy;

  @BeforeEach
  void startProxy() throws Exception {
    proxy = through(Proxy.Kind.SOCKS5H);
  }

  private ProxyManners manners() {
    return ProxyManners.forSocks();
  }

  private URI named() {
    return URI.create("ws://gateway.example:" + gateway.port() + "/");
  }

  /** A transport through the proxy that knows these names. */
  private void knowing(Proxy.Kind kind, Map<String, List<String>> names) {
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withProxies(
                    ProxyOptions.of(new Proxy(kind, "127.0.0.1", proxy.port(), Optional.empty()))),
            names(names));
  }

  @Test
  void theNameIsLeftToTheProxy() throws Exception {
    open(named()).await("open");
    assertThat(visit(proxy, 1).target()).isEqualTo("gateway.example:" + gateway.port());
    assertThat(visit(proxy, 1).login()).isEmpty();
  }

  @Test
  void orItIsLookedUpHere() throws Exception {
    knowing(Proxy.Kind.SOCKS5, Map.of("gateway.example", List.of("10.9.8.7")));
    open(named()).await("open");
    assertThat(visit(proxy, 1).target()).isEqualTo("10.9.8.7:" + gateway.port());
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKS5, ws://[fd00::1]/, fd00:0:0:0:0:0:0:1:80",
    "SOCKS5H, wss://[fd00::1]/, fd00:0:0:0:0:0:0:1:443",
    "SOCKS5H, ws://[fe80::1%25lo]:7/, fe80:0:0:0:0:0:0:1:7",
    "SOCKS5H, ws://10.1.2.3/, 10.1.2.3:80"
  })
  void addressesAreSentAsAddresses(Proxy.Kind kind, String uri, String target) throws Exception {
    transport = transportThrough(kind, proxy, Optional.empty());
    proxy.behave(manners().replying(host -> 2));
    open(URI.create(uri)).awaitEnded();
    assertThat(visit(proxy, 1).target()).isEqualTo(target);
  }

  @Test
  void aNameThatIsNotKnownHereIsNoFaultOfTheProxys() {
    knowing(Proxy.Kind.SOCKS5, Map.of());
    assertThat(open(named()).awaitEnded())
        .isEqualTo(
            Cause.of(
                CauseKind.DNS_FAILURE,
                "gateway.example is not known; with socks5h:// the proxy would look it up"));
  }

  @Test
  void allAddressesAreOfferedInTurnOneConnectionAtATime() throws Exception {
    knowing(
        Proxy.Kind.SOCKS5,
        Map.of("gateway.example", List.of("fd00::1", "10.0.0.1", "10.0.0.2", "10.0.0.3")));
    proxy.behave(
        manners()
            .replying(
                host -> Map.of("fd00:0:0:0:0:0:0:1", 8, "10.0.0.1", 4).getOrDefault(host, 0)));
    open(named()).await("open");
    assertThat(proxy.visits().stream().map(ProxyVisit::target).map(t -> t.replaceAll(":\\d+$", "")))
        .containsExactly("fd00:0:0:0:0:0:0:1", "10.0.0.1", "10.0.0.2");
    visit(proxy, 1).awaitEnd(SOON);
    visit(proxy, 2).awaitEnd(SOON);
  }

  @Test
  void everyAddressThatFailedIsNamed() {
    knowing(Proxy.Kind.SOCKS5, Map.of("gateway.example", List.of("10.0.0.1", "10.0.0.2")));
    proxy.behave(manners().replying(host -> host.equals("10.0.0.1") ? 3 : 5));
    assertRefused(
        open(named()).awaitEnded(),
        proxy,
        "says network unreachable for 10.0.0.1; says connection refused by the gateway for"
            + " 10.0.0.2");
  }

  @Test
  void aRuleHoldsForAllAddresses() {
    knowing(Proxy.Kind.SOCKS5, Map.of("gateway.example", List.of("10.0.0.1", "10.0.0.2")));
    proxy.behave(manners().replying(host -> 2));
    assertRefused(
        open(named()).awaitEnded(), proxy, "says connection not allowed by its rules for 10.0.0.1");
    assertThat(proxy.visits()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, general failure",
    "2, connection not allowed by its rules",
    "3, network unreachable",
    "4, host unreachable",
    "5, connection refused by the gateway",
    "6, time to live expired",
    "7, command not supported",
    "8, address type not supported",
    "9, failure 9",
    "255, failure 255"
  })
  void replyCodesAreSaidInWords(int code, String words) throws Exception {
    assertRefused(endWith(proxy, manners().replying(host -> code)), proxy, "says " + words);
    visit(proxy, 1).awaitEnd(SOON);
  }

  @Test
  void aRefusalNeedNotBeComplete() {
    assertRefused(
        endWith(proxy, manners().saying("\u0005\u0000\u0005\u0004")),
        proxy,
        "says host unreachable");
  }

  @Test
  void theLoginIsSentInUtf8() throws Exception {
    proxy.behave(manners().wanting(USER, PASSWORD));
    transport = transportThrough(Proxy.Kind.SOCKS5H, proxy, Optional.of(login(PASSWORD)));
    open().await("open");
    assertThat(visit(proxy, 1).login()).isEqualTo(USER + ":" + PASSWORD);
  }

  @Test
  void aLoginThatIsNotWantedIsNotSent() throws Exception {
    transport = transportThrough(Proxy.Kind.SOCKS5H, proxy, Optional.of(login(PASSWORD)));
    proxy.behave(manners().saying("\u0005\u0000" + YES + "HTTP/1.1 503 Enough\r\n\r\n"));
    assertThat(open().awaitEnded().code()).isEqualTo(503);
    assertThat(visit(proxy, 1).login()).isEmpty();
  }

  @Test
  void loginsThatDoNotFitAreSaid() {
    proxy.behave(manners().wanting(USER, PASSWORD));
    assertRefused(open().awaitEnded(), proxy, "wants a login; give it user name and password");
    transport = transportThrough(Proxy.Kind.SOCKS5H, proxy, Optional.of(login("wr0ng")));
    assertRefused(open().awaitEnded(), proxy, "refused the login; check user name and password");
    assertRefused(
        endWith(proxy, manners().saying("\u0005\u00ff")),
        proxy,
        "accepts no login by user name and password");
    assertRefused(
        endWith(proxy, manners().saying("\u0005\u0001")),
        proxy,
        "wants login method 1, which was not offered");
    transport =
        transportThrough(Proxy.Kind.SOCKS5H, proxy, Optional.of(login("\u00e4".repeat(128))));
    assertRefused(
        endWith(proxy, manners().wanting(USER, PASSWORD)),
        proxy,
        "cannot be given a password of more than 255 bytes");
  }

  @Test
  void whatIsNotSocksIsSaid() {
    Map<String, String> answers =
        Map.of(
            "HTTP/1.1 400 Bad Request", "speaks HTTP, not SOCKS 5",
            "SSH-2.0", "does not answer in SOCKS 5",
            "\u0004Z", "does not answer in SOCKS 5",
            "\u0005\u0000\u0004\u0000\u0000", "does not answer in SOCKS 5",
            "\u0005\u0000HTTP", "does not answer in SOCKS 5",
            "\u0005\u0000\u0005\u0000\u0000\u0007\u0001",
                "answers with an address of unknown type 7");
    answers.forEach(
        (answer, words) -> assertRefused(endWith(proxy, manners().saying(answer)), proxy, words));
  }

  @Test
  void whatComesWithTheYesIsTheGateways() {
    String behind = "HTTP/1.1 503 From Behind\r\nContent-Length: 0\r\n\r\n";
    for (String address :
        List.of("\u0001abcd", "\u0003\u0004host", "\u0003\u0000", "\u0004" + "0123456789abcdef")) {
      String yes = "\u0005\u0000\u0000" + address + "\u0000P";
      Cause cause = endWith(proxy, manners().saying("\u0005\u0000" + yes + behind));
      assertThat(cause)
          .as("address %s", address.getBytes(StandardCharsets.ISO_8859_1))
          .isEqualTo(Cause.handshakeRejected(503, "From Behind", Optional.empty()));
    }
  }

  @Test
  void aNameTooLongForSocksIsSaid() {
    String label = "a".repeat(63);
    String host = String.join(".", label, label, label, label, "example");
    assertRefused(
        open(URI.create("ws://" + host + "/")).awaitEnded(),
        proxy,
        "cannot be given a host name of more than 255 characters");
    assertThat(proxy.visits()).isEmpty();
  }
}
