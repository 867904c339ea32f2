package dev.holdfast.domain.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Causes: what they say, and what they keep of what the peer says. */
final class CauseTest {

  private static final String GRIN = "\uD83D\uDE00";

  @Test
  void headlineNamesTheKindAndTheCode() {
    assertThat(Cause.of(CauseKind.HEARTBEAT_TIMEOUT).headline()).isEqualTo("heartbeat timed out");
    assertThat(Cause.closedByGateway(1012, "back soon").headline())
        .isEqualTo("closed by the gateway: 1012 service restart");
    assertThat(Cause.closedByGateway(CloseCode.NO_STATUS, "").headline())
        .isEqualTo("closed by the gateway: 1005 no close code given");
    assertThat(Cause.handshakeRejected(503, "sorry", Optional.empty()).headline())
        .isEqualTo("handshake rejected: HTTP 503");
    assertThat(Cause.protocolViolation(1007, "").headline())
        .isEqualTo("protocol violated: 1007 invalid payload data");
  }

  @Test
  void factoriesFillInWhatTheyAreGiven() {
    assertThat(Cause.loginDeferred("busy", Duration.ofSeconds(5)))
        .isEqualTo(
            new Cause(CauseKind.LOGIN_DEFERRED, 0, "busy", Optional.of(Duration.ofSeconds(5))));
    assertThat(Cause.of(CauseKind.DNS_FAILURE, "no such host"))
        .isEqualTo(new Cause(CauseKind.DNS_FAILURE, 0, "no such host", Optional.empty()));
    assertThat(Cause.closedByGateway(4000, "kicked"))
        .isEqualTo(new Cause(CauseKind.CLOSED_BY_GATEWAY, 4000, "kicked", Optional.empty()));
    Optional<Duration> minute = Optional.of(Duration.ofMinutes(1));
    assertThat(Cause.handshakeRejected(429, "slow down", minute))
        .isEqualTo(new Cause(CauseKind.HANDSHAKE_REJECTED, 429, "slow down", minute));
    assertThat(Cause.protocolViolation(1002, "masked frame"))
        .isEqualTo(new Cause(CauseKind.PROTOCOL_VIOLATION, 1002, "masked frame", Optional.empty()));
    assertThat(Cause.of(CauseKind.SHUTDOWN).initiator()).isEqualTo(Initiator.USER);
  }

  @Test
  void detailIsOneLineWithoutControlCharacters() {
    assertThat(detail("a\r\nb\tc\u0000d\u001Be\u007Ff\u0085g\u2028h\u2029i"))
        .isEqualTo("a  b c d e f g h i");
    assertThat(detail("  spaces around \n")).isEqualTo("spaces around");
    assertThat(detail("\u001B[2J\u0007")).isEqualTo("[2J");
    assertThat(detail(" \n ")).isEmpty();
    assertThat(detail("Grüße, 世界 " + GRIN)).isEqualTo("Grüße, 世界 " + GRIN);
  }

  @Test
  void detailIsBounded() {
    assertThat(detail("x".repeat(200))).hasSize(200);
    assertThat(detail("x".repeat(201))).hasSize(200);
    assertThat(detail("x".repeat(10_000_000))).hasSize(200);
  }

  @Test
  void detailIsNotCutThroughACharacter() {
    assertThat(detail("x".repeat(198) + GRIN)).isEqualTo("x".repeat(198) + GRIN);
    assertThat(detail("x".repeat(199) + GRIN)).isEqualTo("x".repeat(199));
    assertThat(detail(GRIN.substring(0, 1))).isEmpty();
    String cut = detail(GRIN.repeat(150));
    assertThat(cut).isEqualTo(GRIN.repeat(100));
    assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(cut);
  }

  @Test
  void causesWithTheSameCleanDetailAreEqual() {
    assertThat(Cause.of(CauseKind.LINK_LOST, "reset\n"))
        .isEqualTo(Cause.of(CauseKind.LINK_LOST, "reset"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void codeFitsTheWire(int code) {
    assertThatThrownBy(() -> Cause.closedByGateway(code, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code must be between 0 and 65535 but was " + code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_535})
  void codeMayBeAnythingThatFits(int code) {
    assertThat(Cause.closedByGateway(code, "").code()).isEqualTo(code);
  }

  @Test
  void nobodyWaitsForThePast() {
    assertThatThrownBy(() -> Cause.handshakeRejected(503, "", Optional.of(Duration.ofSeconds(-1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retryAfter must not be negative but was PT-1S");
  }

  private static String detail(String raw) {
    return Cause.of(CauseKind.LINK_LOST, raw).detail();
  }
}
