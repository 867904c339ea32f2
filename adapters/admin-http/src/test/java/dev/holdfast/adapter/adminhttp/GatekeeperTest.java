package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:PORT",
        "localhost:PORT",
        "LOCALHOST:PORT",
        "[::1]:PORT",
        "127.0.0.2:PORT"
      })
  void namesOfThisMachineAreServed(String host) throws Exception {
    try (AdminStage stage = new AdminStage()) {
      assertThat(withHost(stage, host)).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1:1",
        "127.0.0.1",
        "user@127.0.0.1:PORT",
        "192.168.1.20:PORT",
        "127.0.0.1:99999999",
        ""
      })
  void anyOtherNameIsThatOfAPageThatPointsItsOwnNameToUs(String host) throws Exception {
    try (AdminStage stage = new AdminStage()) {
      assertThat(withHost(stage, host)).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://127.0.0.1:PORT",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void requestsAcrossSitesAreRefused(String header) throws Exception {
    try (AdminStage stage = new AdminStage();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/health/live", port(stage, header)).answer())
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://127.0.0.1:PORT",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none"
      })
  void requestsOfOurOwnPagesAreServed(String header) throws Exception {
    try (AdminStage stage = new AdminStage();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/health/live", port(stage, header)).answer())
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void withATokenNothingButHealthIsServedWithoutIt() throws Exception {
    try (AdminStage stage = withToken();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/health/ready").answer()).startsWith("HTTP/1.1 503 ");
    }
    for (String path :
        new String[] {"/v1/connections", "/v1/openapi.json", "/v1/events", "/none"}) {
      try (AdminStage stage = withToken();
          RawHttp client = stage.raw()) {
        assertThat(client.get(path).answer())
            .startsWith("HTTP/1.1 401 ")
            .containsIgnoringCase("www-authenticate: Bearer");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer wrong",
        "Authorization: Bearer ",
        "Authorization: Bearer the-token2",
        "Authorization: Basic dGhlLXRva2Vu",
        "Authorization: the-token"
      })
  void aWrongTokenIsRefused(String header) throws Exception {
    try (AdminStage stage = withToken();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/v1/connections", header).answer()).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void theTokenOpensEverything() throws Exception {
    try (AdminStage stage = withToken();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/v1/connections", "Authorization: bearer the-token").answer())
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whoCanBeReachedFromElsewhereNeedsAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AdminOptions("0.0.0.0", 0, false, Optional.empty(), AdminLimits.defaults()));
  }

  private static AdminStage withToken() throws IOException {
    return new AdminStage(Optional.of("the-token"), AdminLimits.defaults());
  }

  private static String withHost(AdminStage stage, String host) throws IOException {
    try (RawHttp client = stage.raw()) {
      return client
          .say("GET /health/live HTTP/1.1\r\nHost: " + port(stage, host) + "\r\n\r\n")
          .answer();
    }
  }

  private static String port(AdminStage stage, String text) {
    return text.replace("PORT", Integer.toString(stage.port()));
  }
}
