package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names are asked for anew each time, and an answer that does not come holds nobody up. */
@Timeout(60)
class DnsLookupTest {

  private NettyEventLoops loops;
  private DnsServer server;
  private DnsLookup lookup;

  @BeforeAll
  static void watch() {
    LeakWatch.begin();
  }

  @BeforeEach
  void start() throws Exception {
    loops = NettyEventLoops.start(1);
    server = new DnsServer();
    lookup = new DnsLookup(() -> new SingletonDnsServerAddressStreamProvider(server.address()));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    loops.close();
    LeakWatch.assertNoLeaks();
  }

  /** The addresses as text, or the reason why there are none. */
  private CompletableFuture<List<String>> ask(String host) {
    CompletableFuture<List<String>> result = new CompletableFuture<>();
    NettyEventLoop loop = (NettyEventLoop) loops.next();
    loop.execute(
        () ->
            lookup.lookUp(
                loop,
                host,
                new NameLookup.Answer() {
                  @Override
                  public void found(List<InetAddress> addresses) {
                    result.complete(addresses.stream().map(InetAddress::getHostAddress).toList());
                  }

                  @Override
                  public void notFound(String reason) {
                    result.complete(List.of("none: " + reason));
                  }
                }));
    return result;
  }

  private List<String> answer(String host) throws Exception {
    return ask(host).get(20, TimeUnit.SECONDS);
  }

  @Test
  void bothFamiliesAreFoundIpv6First() throws Exception {
    server.answer(List.of("10.1.2.3", "10.1.2.4"), List.of("2001:db8::1"));
    assertThat(answer("gateway.example"))
        .containsExactly("2001:db8:0:0:0:0:0:1", "10.1.2.3", "10.1.2.4");
  }

  @Test
  void aNameIsAskedForAgainEveryTime() throws Exception {
    server.answer(List.of("10.0.0.1"), List.of());
    assertThat(answer("gateway.example")).containsExactly("10.0.0.1");
    server.answer(List.of("10.0.0.2"), List.of());
    assertThat(answer("gateway.example")).containsExactly("10.0.0.2");
  }

  @Test
  void aNameServerThatSwallowsOneFamilyDelaysNothing() throws Exception {
    server.answer(List.of("10.0.0.1"), List.of());
    // The first question of all loads half of the DNS code.
    answer("warm.example");
    server.swallowIpv6Questions();
    long from = System.nanoTime();
    assertThat(answer("gateway.example")).containsExactly("10.0.0.1");
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(1_500);
  }

  @Test
  void anUnknownNameSaysSo() throws Exception {
    server.answerUnknown();
    assertThat(answer("gateway.example")).containsExactly("none: gateway.example is not known");
  }

  @Test
  void aFailingNameServerSaysSo() throws Exception {
    server.answerFailure();
    assertThat(answer("gateway.example").get(0))
        .startsWith("none: gateway.example: the name server answered ServFail");
  }

  @Test
  void aNameWithoutAddressSaysSo() throws Exception {
    server.answer(List.of(), List.of());
    assertThat(answer("gateway.example")).containsExactly("none: gateway.example has no address");
  }

  @Test
  void aSilentNameServerSaysSo() throws Exception {
    server.swallowAll();
    assertThat(answer("gateway.example"))
        .containsExactly("none: gateway.example: no name server answered");
  }

  @Test
  void literalsAndLocalhostNeedNoNameServer() throws Exception {
    server.swallowAll();
    assertThat(answer("127.0.0.5")).containsExactly("127.0.0.5");
    assertThat(answer("::1")).containsExactly("0:0:0:0:0:0:0:1");
    assertThat(answer("LOCALHOST")).contains("127.0.0.1");
    assertThat(server.questionsCount()).isZero();
  }

  @Test
  void aCancelledQueryLeavesNothing() throws Exception {
    server.swallowAll();
    NettyEventLoop loop = (NettyEventLoop) loops.next();
    CompletableFuture<Boolean> warm = new CompletableFuture<>();
    loop.execute(() -> warm.complete(true));
    warm.get(10, TimeUnit.SECONDS);
    long before = OpenFiles.count();
    CompletableFuture<NameLookup.Query> started = new CompletableFuture<>();
    loop.execute(
        () -> started.complete(lookup.lookUp(loop, "gateway.example", new NoAnswerWanted())));
    NameLookup.Query query = started.get(10, TimeUnit.SECONDS);
    Await.until("two questions", () -> server.questionsCount() >= 2);
    loop.execute(query::cancel);
    OpenFiles.awaitAtMost(before);
  }

  private static final class NoAnswerWanted implements NameLookup.Answer {

    @Override
    public void found(List<InetAddress> addresses) {
      throw new AssertionError("found " + addresses);
    }

    @Override
    public void notFound(String reason) {
      throw new AssertionError(reason);
    }
  }

  @Test
  void theNameServersAreReadAnewFromTheFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("resolv.conf");
    PlatformNameServers servers = new PlatformNameServers(file.toFile());
    Files.writeString(file, "nameserver 192.0.2.1\n");
    assertThat(first(servers)).isEqualTo("192.0.2.1");
    Files.writeString(file, "nameserver 192.0.2.2\n");
    assertThat(first(servers)).isEqualTo("192.0.2.2");
    Files.writeString(file, "# nothing\n");
    assertThat(first(servers)).isEqualTo("127.0.0.1");
    Files.delete(file);
    assertThat(new PlatformNameServers(new File("/nowhere")).current()).isNotNull();
  }

  private static String first(PlatformNameServers servers) throws IOException {
    InetSocketAddress address = servers.current().nameServerAddressStream("gateway.example").next();
    return address.getAddress().getHostAddress();
  }
}
