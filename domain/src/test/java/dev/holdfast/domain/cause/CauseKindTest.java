package dev.holdfast.domain.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stable names: whoever changes one breaks somebody's configuration or dashboard. */
final class CauseKindTest {

  @Test
  void publishedNamesNeverChange() {
    assertThat(Stream.of(CauseKind.values()).filter(CauseKind::ending).map(CauseKind::id))
        .containsExactly(
            "closed-by-gateway",
            "link-lost",
            "heartbeat-timeout",
            "connect-timeout",
            "connect-refused",
            "dns-failure",
            "tls-failure",
            "proxy-failure",
            "handshake-rejected",
            "handshake-invalid",
            "credentials-unavailable",
            "login-rejected",
            "login-deferred",
            "login-timeout",
            "protocol-violation",
            "shutdown",
            "disconnect-requested",
            "rotation");
    assertThat(Stream.of(CauseKind.values()).filter(kind -> !kind.ending()).map(CauseKind::id))
        .containsExactly(
            "connect-requested",
            "reconnect-requested",
            "backoff-over",
            "handshake-completed",
            "login-accepted");
  }

  @Test
  void isFoundByItsName() {
    for (CauseKind kind : CauseKind.values()) {
      assertThat(CauseKind.byId(kind.id())).contains(kind);
      assertThat(kind.words()).isNotBlank();
    }
    assertThat(CauseKind.byId("LINK_LOST")).isEmpty();
    assertThat(CauseKind.byId("")).isEmpty();
  }

  @Test
  void knowsWhoBroughtItAbout() {
    assertThat(CauseKind.SHUTDOWN.initiator()).isEqualTo(Initiator.USER);
    assertThat(CauseKind.ROTATION.initiator()).isEqualTo(Initiator.CLIENT);
    assertThat(CauseKind.CLOSED_BY_GATEWAY.initiator()).isEqualTo(Initiator.GATEWAY);
    assertThat(CauseKind.LINK_LOST.initiator()).isEqualTo(Initiator.NETWORK);
  }
}
