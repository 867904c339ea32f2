package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.RawProxy;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon behind a proxy: it gets through, it says when it does not, it keeps the password. */
@EndToEndTest
class ProxyIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String USER = "plant-7";
  private static final String PASSWORD = "pr0xy pl\u00e4nted";
  private static final String ENCODED = "pr0xy%20pl%c3%a4nted";

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aWholeLifeAtTraceLevelPrintsNoPassword(String format, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.onConnection(Scripts.sends(ServerFrame.text("the end")));
    try (RawProxy proxy = RawProxy.http()) {
      proxy.behave(proxy.manners().wanting(USER, PASSWORD));
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("HTTP_PROXY", "http://" + USER + ":" + ENCODED + "@127.0.0.1:" + proxy.port())
              .with("NO_PROXY", "localhost,10.0.0.0/8")
              .with("LOG_LEVEL", "trace")
              .with("LOG_FORMAT", format)
              .start();
      daemon.awaitStdout("the end");
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);

      assertThat(proxy.visits()).hasSize(gateway.connectionsCount());
      assertThat(proxy.visits().get(0).login()).isEqualTo(USER + ":" + PASSWORD);
      assertThat(proxy.visits().get(0).target()).isEqualTo("127.0.0.1:" + gateway.port());
      assertThat(daemon.log())
          .contains("http://127.0.0.1:" + proxy.port() + " (HTTP_PROXY, environment)");
      assertNoPassword(daemon);
    }
  }

  @Test
  void aWrongPasswordIsAProxyFailureThatSaysWhatToDo(Daemons daemons, RawGateway gateway)
      throws Exception {
    try (RawProxy proxy = RawProxy.http()) {
      proxy.behave(proxy.manners().wanting(USER, "another"));
      Files.writeString(daemons.folder().resolve("word"), PASSWORD + "\n");
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("GATEWAY_PROXY", "http://" + USER + "@127.0.0.1:" + proxy.port())
              .with("GATEWAY_PROXY_PASSWORD_FILE", "word")
              .with("LOG_LEVEL", "trace")
              .start();
      assertThat(daemon.awaitEnd().cause()).isEqualTo("proxy-failure");
      daemon.awaitLog("407 Proxy Authentication Required; it wants Basic; check user name and");
      Files.writeString(daemons.folder().resolve("word"), "another");
      daemon.awaitUp(1);
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
      assertNoPassword(daemon);
      daemon.assertNoStackTrace();
    }
  }

  @Test
  void checkShowsTheWayWithoutThePassword(Daemons daemons) throws Exception {
    DaemonProcess check =
        daemons
            .command("check")
            .with("GATEWAY_URL", "wss://gateway.test/")
            .with("https_proxy", "socks5h://" + USER + ":" + ENCODED + "@proxy.test")
            .start();
    check.assertExit(0, SOON);
    assertThat(check.stdout())
        .anyMatch(
            line ->
                line.startsWith("proxy for wss://gateway.test")
                    && line.contains("socks5h://proxy.test:1080")
                    && line.contains("(https_proxy, environment)"));
    assertNoPassword(check);
  }

  private static void assertNoPassword(DaemonProcess daemon) {
    String pair = USER + ":" + PASSWORD;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String everything = String.join("\n", daemon.stdout()) + "\n" + daemon.log();
    assertThat(everything).doesNotContain("pr0xy", "nted@", ENCODED, PASSWORD, basic);
  }
}
