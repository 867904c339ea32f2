package dev.holdfast.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of the rows of the verdict table. */
final class CauseKeyTest {

  @ParameterizedTest
  @CsvSource({
    "1000, CLOSED_BY_GATEWAY, 1000",
    "1012, CLOSED_BY_GATEWAY, 1012",
    "4999, CLOSED_BY_GATEWAY, 4999",
    "1005, CLOSED_BY_GATEWAY, 1005",
    // These two never travel, so they stand for what they mean.
    "1006, LINK_LOST, 0",
    "1015, TLS_FAILURE, 0",
    "http 503, HANDSHAKE_REJECTED, 503",
    "http503, HANDSHAKE_REJECTED, 503",
    "http-503, HANDSHAKE_REJECTED, 503",
    "HTTP 401, HANDSHAKE_REJECTED, 401",
    "http 100, HANDSHAKE_REJECTED, 100",
    "http 599, HANDSHAKE_REJECTED, 599",
    "heartbeat-timeout, HEARTBEAT_TIMEOUT, 0",
    "Link-Lost, LINK_LOST, 0",
    "'  rotation ', ROTATION, 0",
    "closed-by-gateway, CLOSED_BY_GATEWAY, 0",
    "handshake-rejected, HANDSHAKE_REJECTED, 0",
    "protocol-violation, PROTOCOL_VIOLATION, 0",
    "protocol-violation 1007, PROTOCOL_VIOLATION, 1007",
  })
  void readsWhatPeopleWrite(String text, CauseKind kind, int code) {
    assertThat(CauseKey.parse(text)).contains(new CauseKey(kind, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "999",
        "0999",
        "1004",
        "1016",
        "2999",
        "5000",
        "9999",
        "10000",
        "-1000",
        "1000.0",
        "+1000",
        "http",
        "http 101",
        "http 99",
        "http 600",
        "http 5030",
        "http  503",
        "503",
        "no-such-cause",
        "link lost",
        "LINK_LOST",
        "protocol-violation 1005",
        "protocol-violation 77",
        "link-lost 1006",
        // Forward moves end nothing.
        "connect-requested",
        "backoff-over",
        "login-accepted",
        // Digits of other scripts are not digits here.
        "\u0661\u0660\u0661\u0662"
      })
  void doesNotGuess(String text) {
    assertThat(CauseKey.parse(text)).isEmpty();
  }

  @Test
  void readsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(CauseKey.parse("LINK-LOST")).contains(new CauseKey(CauseKind.LINK_LOST, 0));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatItWritesItReads() {
    for (VerdictTable.Row row : VerdictTable.defaults().rows()) {
      assertThat(CauseKey.parse(row.key().text())).contains(row.key());
    }
    for (int code = 1_000; code < 5_000; code += 7) {
      if (CloseCode.mayBeSent(code)) {
        CauseKey closed = new CauseKey(CauseKind.CLOSED_BY_GATEWAY, code);
        CauseKey broken = new CauseKey(CauseKind.PROTOCOL_VIOLATION, code);
        assertThat(CauseKey.parse(closed.text())).contains(closed);
        assertThat(CauseKey.parse(broken.text())).contains(broken);
      }
    }
    for (int status = 200; status < 600; status++) {
      CauseKey rejected = new CauseKey(CauseKind.HANDSHAKE_REJECTED, status);
      assertThat(CauseKey.parse(rejected.text())).contains(rejected);
    }
  }

  @Test
  void writesAsPeopleDo() {
    assertThat(CauseKey.of(Cause.closedByGateway(1012, "x")).text()).isEqualTo("1012");
    assertThat(CauseKey.of(Cause.handshakeRejected(503, "x", Optional.empty())).text())
        .isEqualTo("http 503");
    assertThat(CauseKey.of(Cause.protocolViolation(1002, "x")).text())
        .isEqualTo("protocol-violation 1002");
    assertThat(CauseKey.of(Cause.of(CauseKind.LINK_LOST)).text()).isEqualTo("link-lost");
    assertThat(CauseKey.of(Cause.closedByGateway(1012, "")).anyCode().text())
        .isEqualTo("closed-by-gateway");
  }

  @Test
  void onlyWhatEndsSomethingHasAVerdict() {
    assertThatThrownBy(() -> new CauseKey(CauseKind.LOGIN_ACCEPTED, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("login-accepted ends nothing, so it has no verdict");
  }
}
