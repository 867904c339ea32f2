package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ByteFault;
import dev.holdfast.adapter.transport.fixture.ProxyManners;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** At every byte of a proxy's answers: stop, FIN, RST, garbage, one at a time; the right end. */
class ProxyByteFaultTest extends ProxyLinkTest {

  /** Its yes, over HTTP; or method, login status and reply, over SOCKS. */
  private static int answerLength(Proxy.Kind kind) {
    return kind == Proxy.Kind.HTTP ? ProxyManners.forHttp().accepting().length() : 2 + 2 + 10;
  }

  @ParameterizedTest
  @CsvSource({"HTTP, FIN", "HTTP, RESET", "SOCKS5, FIN", "SOCKS5, RESET"})
  void anEndInsideTheAnswersIsTheProxysFailure(Proxy.Kind kind, ByteFault fault) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    ProxyManners manners = proxy.manners();
    for (int at = 0; at < answerLength(kind); at++) {
      proxy.behave(manners.faultAfter(at, fault));
      Cause cause = open().awaitEnded();
      assertThat(cause.kind())
          .as("%s after %d bytes: %s", fault, at, cause)
          .isEqualTo(CauseKind.PROXY_FAILURE);
      // A reset that meets our own next bytes is seen as an end.
      assertThat(cause.detail()).containsPattern("(ended|reset) the connection");
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void answersThatStopWaitForTheOwnerToAbort(Proxy.Kind kind) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    ProxyManners manners = proxy.manners();
    List<RecordedLink> waiting = new ArrayList<>();
    for (int at = 0; at < answerLength(kind); at++) {
      proxy.behave(manners.faultAfter(at, ByteFault.STALL));
      waiting.add(open());
      visit(proxy, at + 1);
    }
    for (RecordedLink link : waiting) {
      link.abort();
      assertThat(link.names()).isEmpty();
    }
    for (int i = 1; i <= waiting.size(); i++) {
      visit(proxy, i).awaitEnd(SOON);
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void garbageInsideTheAnswersNeverOpensALink(Proxy.Kind kind) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    ProxyManners manners = proxy.manners();
    for (int at = 0; at < answerLength(kind) - 2; at++) {
      proxy.behave(manners.faultAfter(at, ByteFault.GARBAGE));
      Cause cause = open().awaitEnded();
      // In the address of a SOCKS reply anything may stand; what follows is no upgrade then.
      assertThat(cause.kind())
          .as("garbage after %d bytes: %s", at, cause)
          .isIn(
              kind == Proxy.Kind.HTTP || at < answerLength(kind) - 7
                  ? List.of(CauseKind.PROXY_FAILURE)
                  : List.of(
                      CauseKind.PROXY_FAILURE, CauseKind.HANDSHAKE_INVALID, CauseKind.LINK_LOST));
      visit(proxy, at + 1).awaitEnd(SOON);
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void everythingWorksOneByteAtATime(Proxy.Kind kind) throws Exception {
    RawProxy proxy = throughWithLogin(kind);
    proxy.behave(proxy.manners().dripping(Duration.ofNanos(100_000)));
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(1000, ""));
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(1000, ""));
  }
}
