package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where proxies are written, which of them wins, and that their passwords are not shown. */
class ProxyReaderTest {

  @TempDir private Path folder;

  private Given gateway(String url) {
    return new Given(folder).variable("GATEWAY_URL", url);
  }

  private static ProxyConfig proxies(Given given) throws ConfigException {
    return given.config().first().transport().proxy();
  }

  @Test
  void noneByDefault() throws Exception {
    assertThat(proxies(gateway("wss://a/"))).isEqualTo(ProxyConfig.none());
    assertThat(gateway("wss://a/").shown("GATEWAY_PROXY")).isEqualTo("not set");
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.test:3128, http://proxy.test:3128",
    "HTTP://proxy.test:3128/, http://proxy.test:3128",
    "proxy.test:3128, http://proxy.test:3128",
    "http://proxy.test, http://proxy.test:80",
    "socks5://10.0.0.1, socks5://10.0.0.1:1080",
    "socks5h://[fd00::1]:9050, socks5h://[fd00::1]:9050",
    "http://u:p@proxy.test:3128, http://proxy.test:3128"
  })
  void everyFormIsUnderstood(String text, String proxy) throws Exception {
    ProxyConfig read = proxies(gateway("wss://a/").variable("GATEWAY_PROXY", text));
    assertThat(read.wss().orElseThrow()).hasToString(proxy);
    assertThat(read.ws()).isEqualTo(read.wss());
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:p@x, u, p",
    "http://u%40d:p%3aq%25@x, u@d, p:q%",
    "http://u:p:q@x, u, p:q",
    "http://u:p@q/r?s#t@x, u, p@q/r?s#t",
    "http://u:100%@x, u, 100%",
    "http://u:%zz%4@x, u, %zz%4",
    "http://u:p+q@x, u, p+q",
    "http://\u00fc:%c3%a4@x, \u00fc, \u00e4",
    "http://u:@x, u, ''"
  })
  void loginsAreDecoded(String text, String user, String password) throws Exception {
    ProxyConfig.Server server =
        proxies(gateway("wss://a/").variable("GATEWAY_PROXY", text)).wss().orElseThrow();
    assertThat(server.user()).contains(user);
    assertThat(now(server, secret -> {})).isEqualTo(password);
    assertThat(server.host()).isEqualTo("x");
  }

  @Test
  void theSharedVariablesAreReadByScheme() throws Exception {
    Given given =
        gateway("ws://a/, wss://b/")
            .variable("HTTP_PROXY", "http://plain.test:1")
            .variable("HTTPS_PROXY", "http://secure.test:2")
            .variable("ALL_PROXY", "socks5://all.test:3")
            .variable("NO_PROXY", "near.test");
    assertThat(proxies(given).ws().orElseThrow()).hasToString("http://plain.test:1");
    assertThat(proxies(given).wss().orElseThrow()).hasToString("http://secure.test:2");
    assertThat(proxies(given).wss().orElseThrow().source()).isEqualTo("HTTPS_PROXY, environment");
    assertThat(proxies(given).exceptions()).isEqualTo("near.test");
    assertThat(given.load().warnings()).isEmpty();
  }

  @Test
  void allProxyIsForWhatHasNoneAndLowerCaseWins() throws Exception {
    Given given =
        gateway("ws://a/, wss://b/")
            .variable("ALL_PROXY", "http://all.test:3")
            .variable("all_proxy", "http://lower.test:4")
            .variable("HTTPS_PROXY", "http://upper.test:2")
            .variable("https_proxy", "http://secure.test:2")
            .variable("no_proxy", "lower")
            .variable("NO_PROXY", "upper");
    assertThat(proxies(given).ws().orElseThrow()).hasToString("http://lower.test:4");
    assertThat(proxies(given).wss().orElseThrow()).hasToString("http://secure.test:2");
    assertThat(proxies(given).exceptions()).isEqualTo("lower");
    assertThat(proxies(given.variable("https_proxy", " ")).wss().orElseThrow())
        .hasToString("http://upper.test:2");
  }

  @Test
  void ourOwnVariableWins() throws Exception {
    Given given =
        gateway("ws://a/")
            .variable("HTTP_PROXY", "http://shared.test:1")
            .variable("NO_PROXY", "near.test")
            .yaml("gateway.proxy: socks5h://own.test:2");
    assertThat(proxies(given).ws().orElseThrow()).hasToString("socks5h://own.test:2");
    assertThat(proxies(given).ws().orElseThrow().source())
        .isEqualTo("gateway.proxy, holdfast.yaml line 1");
    assertThat(proxies(given).exceptions()).isEqualTo("near.test");
    assertThat(proxies(given.variable("GATEWAY_PROXY", "OFF"))).isEqualTo(ProxyConfig.none());
    assertThat(given.shown("GATEWAY_PROXY")).isEqualTo("OFF");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://s3cret-x.test:1",
        "http://",
        "http://@",
        "http://a b:1",
        "http://host:0",
        "http://host:99999",
        "http://u:s3cret@host:port",
        "http://u:s3cret/s3cret",
        "http://u:s3cret@host/path",
        "u:s3cret",
        "http://u:12/s3cret@h/x",
        "http://u\n:s3cret@host",
        "http://u%0a:s3cret@host",
        "http://a%3ab:s3cret@host",
        "socks5://:s3cret@host",
        "socks4://u:s3cret@host:1",
        "https://u:s3cret@host:1",
        "http://[fd00::1:3128"
      })
  void wrongOnesAreOneProblemWithoutTheirSecrets(String text) {
    String problem = gateway("wss://a/").variable("GATEWAY_PROXY", text).problem();
    assertThat(problem).startsWith("GATEWAY_PROXY=").contains("(environment): expected a ");
    assertThat(problem.replace("s3cret-x.test", "")).doesNotContain("s3cret");
    assertThat(problem.lines()).hasSize(1);
  }

  @Test
  void wordsForTheCommonMistakes() {
    Given given = gateway("wss://a/").variable("GATEWAY_PROXY", "https://proxy.test:3129");
    assertThat(given.problem())
        .isEqualTo(
            "GATEWAY_PROXY=https://proxy.test:3129 (environment): expected a proxy such as"
                + " http://proxy.example.com:3128, socks5:// or socks5h://; TLS to the proxy itself"
                + " (https://) is not supported");
    given.variable("GATEWAY_PROXY", "").variable("HTTPS_PROXY", "socks4://u:s3cret@proxy.test");
    assertThat(given.problem())
        .isEqualTo(
            "HTTPS_PROXY=socks4://***@proxy.test (environment): expected a proxy such as"
                + " http://proxy.example.com:3128, socks5:// or socks5h://; SOCKS 4 is not"
                + " supported; GATEWAY_PROXY=off does without");
    assertThat(given.variable("GATEWAY_PROXY", "off").problems()).isEmpty();
  }

  @Test
  void aSharedVariableThatIsNotNeededMayHoldAnything() throws Exception {
    Given given = gateway("wss://a/").variable("HTTP_PROXY", "nonsense://");
    assertThat(proxies(given)).isEqualTo(ProxyConfig.none());
    assertThat(gateway("ws://a/").variable("HTTP_PROXY", "nonsense://").problem())
        .startsWith("HTTP_PROXY=");
  }

  @Test
  void thePasswordMayBeInAFileAndMayChangeThere() throws Exception {
    Path file = Files.writeString(folder.resolve("word"), "s3cret-1\n");
    Given given =
        gateway("wss://a/")
            .variable("GATEWAY_PROXY", "http://me@proxy.test:3128")
            .variable("GATEWAY_PROXY_PASSWORD_FILE", "word");
    ProxyConfig.Server server = proxies(given).wss().orElseThrow();
    List<String> learned = new ArrayList<>();
    assertThat(now(server, learned::add)).isEqualTo("s3cret-1");
    Files.writeString(file, "s3cret-2");
    assertThat(now(server, learned::add)).isEqualTo("s3cret-2");
    assertThat(learned)
        .containsExactly("s3cret-1", basic("me:s3cret-1"), "s3cret-2", basic("me:s3cret-2"));
    Files.delete(file);
    assertThatThrownBy(() -> now(server, learned::add))
        .hasCauseInstanceOf(UncheckedIOException.class)
        .hasMessageEndingWith("the file " + file + " cannot be used: there is no such file");
  }

  @Test
  void aPasswordFileNeedsAUserAndNothingElseBesideIt() throws Exception {
    Given given = gateway("wss://a/").variable("GATEWAY_PROXY_PASSWORD_FILE", "word");
    assertThat(given.problem())
        .isEqualTo(
            "GATEWAY_PROXY_PASSWORD_FILE=word (environment): expected a readable file with the"
                + " password in it, but there is no such file");
    Files.writeString(folder.resolve("word"), "s3cret");
    for (String proxy : List.of("", "http://proxy.test:1", "http://me:s3cret@proxy.test:1")) {
      assertThat(given.variable("GATEWAY_PROXY", proxy).problem())
          .isEqualTo(
              "GATEWAY_PROXY_PASSWORD_FILE=word (environment): expected a proxy with a user name"
                  + " but no password beside it");
    }
    assertThat(given.variable("GATEWAY_PROXY", "off").problems()).isEmpty();
    assertThat(given.variable("GATEWAY_PROXY", "me@x:y").problem()).startsWith("GATEWAY_PROXY=");
    given.variable("GATEWAY_PROXY", "").variable("HTTPS_PROXY", "http://me@proxy.test:1");
    assertThat(now(proxies(given).wss().orElseThrow(), secret -> {})).isEqualTo("s3cret");
  }

  @Test
  void passwordsAreShownNowhereAndKnownToWhoeverPrints() throws Exception {
    LoadedConfig loaded =
        gateway("ws://a/, wss://b/")
            .variable("HTTP_PROXY", "http://me:s3cret%20one@proxy.test:1")
            .variable("HTTPS_PROXY", "socks5://me:s3cret-two@proxy.test:2")
            .load();
    assertThat(loaded.secrets())
        .containsExactlyInAnyOrder(
            "s3cret one",
            "s3cret%20one",
            basic("me:s3cret one"),
            "s3cret-two",
            basic("me:s3cret-two"));
    assertThat(loaded.config().toString() + loaded.effective() + loaded.warnings())
        .doesNotContain("s3cret");
    LoadedConfig own =
        gateway("ws://a/").variable("GATEWAY_PROXY", "me:s3cret@proxy.test:1").load();
    assertThat(own.config().toString() + own.effective()).doesNotContain("s3cret");
    Files.writeString(folder.resolve("word"), "s3cret-three");
    assertThat(
            gateway("ws://a/")
                .variable("GATEWAY_PROXY", "me@proxy.test:1")
                .variable("GATEWAY_PROXY_PASSWORD_FILE", "word")
                .load()
                .secrets())
        .containsExactlyInAnyOrder("s3cret-three", basic("me:s3cret-three"));
  }

  private static String now(ProxyConfig.Server server, Consumer<String> learned) {
    return server.passwordNow(Runnable::run, learned).toCompletableFuture().join();
  }

  private static String basic(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
