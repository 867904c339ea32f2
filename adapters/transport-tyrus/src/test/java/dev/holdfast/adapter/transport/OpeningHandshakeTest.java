package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClosedPort;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.UpgradeRequest;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The opening handshake (RFC 6455 section 4): what is sent, and what each answer leads to. */
class OpeningHandshakeTest extends LinkTest {

  @Test
  void pathAndQueryAreSentAsWritten() throws Exception {
    open(gateway.uri("/a%20b/%2F;x?c=%2B&d=%0D%0AX:y&e=a+b%26c")).await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).requestLine())
        .isEqualTo("GET /a%20b/%2F;x?c=%2B&d=%0D%0AX:y&e=a+b%26c HTTP/1.1");
  }

  @Test
  void anEmptyPathBecomesASlashAndOtherScriptsArePercentEncoded() throws Exception {
    open(URI.create("ws://127.0.0.1:" + gateway.port())).await("open");
    open(URI.create("ws://127.0.0.1:" + gateway.port() + "?k=é")).await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).target()).isEqualTo("/");
    assertThat(record(2).awaitUpgradeRequest(SOON).target()).isEqualTo("/?k=%C3%A9");
  }

  @Test
  void theRequestIsTheOneOfTheRfc() throws Exception {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("Authorization", "Bearer abcdef");
    own.put("Origin", "https://here");
    open(new HandshakeRequest(gateway.uri(), own, List.of("v2", "v1"), false)).await("open");
    UpgradeRequest seen = record(1).awaitUpgradeRequest(SOON);
    assertThat(seen.value("Host")).contains("127.0.0.1:" + gateway.port());
    assertThat(seen.value("Upgrade")).contains("websocket");
    assertThat(seen.value("Connection")).contains("Upgrade");
    assertThat(seen.value("Sec-WebSocket-Version")).contains("13");
    assertThat(seen.value("Sec-WebSocket-Protocol")).contains("v2, v1");
    assertThat(seen.value("Authorization")).contains("Bearer abcdef");
    assertThat(seen.value("Origin")).contains("https://here");
    assertThat(seen.values("Sec-WebSocket-Extensions")).isEmpty();
    assertThat(java.util.Base64.getDecoder().decode(seen.key())).hasSize(16);
  }

  @Test
  void aHostHeaderOfOnesOwnReplacesOurs() throws Exception {
    open(new HandshakeRequest(gateway.uri(), Map.of("host", "plant.example"), List.of(), false))
        .await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).values("Host")).containsExactly("plant.example");
  }

  @Test
  void aFailureNamesTheAddressThatANameStoodFor() {
    gateway.onConnection(Scripts.answers(HttpAnswer.status(503, "Busy").body("full")));
    assertThat(open(URI.create("ws://localhost:" + gateway.port() + "/")).awaitEnded().detail())
        .isEqualTo("Busy: full, at 127.0.0.1:" + gateway.port());
    assertThat(open().awaitEnded().detail()).isEqualTo("Busy: full");
  }

  @Test
  void everyAttemptHasAKeyOfItsOwn() throws Exception {
    open().await("open");
    open().await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).key())
        .isNotEqualTo(record(2).awaitUpgradeRequest(SOON).key());
  }

  @Test
  void theChosenSubprotocolIsTold() {
    gateway.onConnection(Scripts.upgradesWith(a -> a.header("Sec-WebSocket-Protocol", "v1")));
    RecordedLink link =
        open(new HandshakeRequest(gateway.uri(), Map.of(), List.of("v2", "v1"), true));
    assertThat(link.await("open").text()).isEqualTo("v1");
  }

  @Test
  void framesThatComeWithTheAnswerAreNotLost() {
    gateway.onConnection(
        connection -> {
          String key = connection.readUpgradeRequest().key();
          byte[] answer = HttpAnswer.switchingProtocols(key).bytes();
          byte[] frame = ServerFrame.text("first").bytes();
          byte[] both = java.util.Arrays.copyOf(answer, answer.length + frame.length);
          System.arraycopy(frame, 0, both, answer.length, frame.length);
          connection.sendRaw(both);
        });
    RecordedLink link = open();
    assertThat(link.awaitTexts("text", 1)).containsExactly("first");
    assertThat(link.names()).containsExactly("open", "frames", "text");
  }

  @Test
  void headersMayComeInAnyCaseAndWithOtherTokens() {
    gateway.onConnection(
        Scripts.upgradesWith(
            a ->
                a.without("Upgrade")
                    .without("Connection")
                    .header("uPGRADE", "WebSocket")
                    .header("connection", "keep-alive, UPGRADE")));
    open().await("open");
  }

  @Test
  void interimAnswersAreReadOver() {
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
          connection.acceptUpgrade();
        });
    open().await("open");
  }

  static Stream<Arguments> invalidAnswers() {
    return Stream.of(
        invalid("Upgrade", a -> a.without("Upgrade")),
        invalid("Upgrade", a -> a.header("Upgrade", "h2c")),
        invalid("Connection", a -> a.without("Connection")),
        invalid("Connection", a -> a.header("Connection", "close")),
        invalid("Sec-WebSocket-Accept", a -> a.without("Sec-WebSocket-Accept")),
        invalid("Sec-WebSocket-Accept", a -> a.header("Sec-WebSocket-Accept", "bm90IGl0")),
        invalid("more than one", a -> a.header("sec-websocket-accept", "bm90IGl0")),
        invalid("not offered: evil", a -> a.header("Sec-WebSocket-Protocol", "evil")),
        invalid(
            "extension that was not offered",
            a -> a.header("Sec-WebSocket-Extensions", "permessage-deflate")));
  }

  private static Arguments invalid(String words, UnaryOperator<HttpAnswer> change) {
    return Arguments.of(words, change);
  }

  @ParameterizedTest
  @MethodSource("invalidAnswers")
  void anAnswerThatBreaksARuleIsRefused(String words, UnaryOperator<HttpAnswer> change)
      throws Exception {
    gateway.onConnection(Scripts.upgradesWith(change));
    Cause cause = open().awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).contains(words);
    record(1).awaitEnd(SOON);
  }

  @Test
  void aRequiredSubprotocolMustBeChosen() {
    Cause cause =
        open(new HandshakeRequest(gateway.uri(), Map.of(), List.of("v1"), true)).awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).contains("none of the subprotocols [v1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2p1\r\n",
        "\u0000\u0001\u0002garbage",
        "HTTX",
        "\u0015\u0003\u0003\u0000\u0002\u00022",
        "HTTP/1.1 101\u0007\r\nx\u0000y: z\r\n\r\n",
        "HTTP/1.0 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 abc What\r\n\r\n"
      })
  void whatIsNotAnAnswerIsInvalid(String bytes) {
    gateway.onConnection(Scripts.answersRaw(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    Cause cause = open().awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).isNotEmpty();
  }

  @Test
  void anAnswerWithoutEndIsCut() {
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 101 Switching Protocols\r\n");
          for (int i = 0; !connection.hold(Duration.ZERO); i++) {
            connection.sendRaw("X-" + i + ": " + "x".repeat(500) + "\r\n");
          }
        });
    Cause cause = open().awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).contains("longer than 16384 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 407, 426, 429, 500, 502, 503})
  void anyOtherStatusIsARejection(int status) {
    gateway.onConnection(
        Scripts.answers(HttpAnswer.status(status, "Some Reason").body("why it is so")));
    Cause cause = open().awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_REJECTED);
    assertThat(cause.code()).isEqualTo(status);
    assertThat(cause.detail()).startsWith("Some Reason");
    assertThat(cause.retryAfter()).isEmpty();
  }

  @Test
  void theBodyOfARejectionIsShownCutAndWithoutOurSecrets() {
    gateway.onConnection(
        Scripts.answers(
            HttpAnswer.status(403, "Forbidden")
                .body("token s3cr3t-t0ken\n is   too old" + " and so on".repeat(5000))));
    HandshakeRequest request =
        new HandshakeRequest(
            gateway.uri(), Map.of("Authorization", "Bearer s3cr3t-t0ken"), List.of(), false);
    Cause cause = open(request).awaitEnded();
    assertThat(cause.detail())
        .startsWith("Forbidden: token *** is too old and so on")
        .hasSizeLessThanOrEqualTo(Cause.DETAIL_MAX);
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() {
    gateway.onConnection(
        Scripts.answersRaw(
            "HTTP/1.1 503 Busy\r\nContent-Length: 100\r\nRetry-After: 7\r\n\r\nhal"
                .getBytes(StandardCharsets.ISO_8859_1)));
    Cause cause = open().awaitEnded();
    assertThat(cause.code()).isEqualTo(503);
    assertThat(cause.detail()).isEqualTo("Busy: hal");
    assertThat(cause.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void retryAfterMayBeADate() {
    Instant then = Instant.now().plusSeconds(120);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
    gateway.onConnection(
        Scripts.answers(HttpAnswer.status(429, "Slow Down").header("Retry-After", date)));
    Optional<Duration> wait = open().awaitEnded().retryAfter();
    assertThat(wait).isPresent();
    assertThat(wait.get()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
  }

  @Test
  void aRefusedConnectionNamesTheAddress() throws Exception {
    try (ClosedPort closed = ClosedPort.any()) {
      Cause cause = open(closed.uri()).awaitEnded();
      assertThat(cause.kind()).isEqualTo(CauseKind.CONNECT_REFUSED);
      assertThat(cause.detail())
          .isEqualTo("127.0.0.1:" + closed.port() + " refused the connection");
    }
  }
}
