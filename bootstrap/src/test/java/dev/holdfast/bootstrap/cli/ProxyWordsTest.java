package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast check} says which way each link takes. */
class ProxyWordsTest {

  @TempDir private Path folder;

  private List<String> ways(String... environment) {
    return check(environment).out().lines().filter(line -> line.startsWith("proxy for")).toList();
  }

  private Outcome check(String... environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GATEWAY_URL", "ws://near.test:81/?t=s3cret, wss://far.test/");
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return Outcome.of(new CheckCommand(variables, folder));
  }

  private static String squeezed(String line) {
    return line.replaceAll(" +", " ");
  }

  @Test
  void withoutAProxyEveryLinkIsDirect() {
    assertThat(ways())
        .map(ProxyWordsTest::squeezed)
        .containsExactly(
            "proxy for ws://near.test:81 = none (default)",
            "proxy for wss://far.test = none (default)");
  }

  @Test
  void theProxyInForceIsShownWithWhereItCameFrom() {
    assertThat(
            ways(
                "HTTPS_PROXY",
                "http://me:s3cret@proxy.test:3128",
                "ALL_PROXY",
                "socks5h://other.test",
                "NO_PROXY",
                ".test:81"))
        .map(ProxyWordsTest::squeezed)
        .containsExactly(
            "proxy for ws://near.test:81 = none (NO_PROXY has .test:81)",
            "proxy for wss://far.test = http://proxy.test:3128 (HTTPS_PROXY, environment)");
  }

  @Test
  void ourOwnIsShownAsASettingToo() {
    Outcome outcome = check("GATEWAY_PROXY", "http://me:s3cret@proxy.test:3128");
    assertThat(outcome.out().lines().map(ProxyWordsTest::squeezed))
        .contains(
            "GATEWAY_PROXY = http://***@proxy.test:3128 (environment)",
            "proxy for wss://far.test = http://proxy.test:3128 (GATEWAY_PROXY, environment)");
    assertThat(outcome.out() + outcome.err()).doesNotContain("s3cret");
  }

  @Test
  void entriesWithoutMeaningAreAWarning() {
    assertThat(check("NO_PROXY", "good.test,10.0.0.0/99").err())
        .isEqualTo("warning: The entry 10.0.0.0/99 of NO_PROXY has no meaning here\n");
  }
}
