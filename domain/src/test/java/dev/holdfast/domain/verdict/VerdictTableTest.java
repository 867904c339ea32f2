package dev.holdfast.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens after which cause, and who may change it. */
final class VerdictTableTest {

  @ParameterizedTest
  @CsvSource({
    "1000, STOP",
    "1008, STOP",
    "shutdown, STOP",
    "disconnect-requested, STOP",
    "1001, SPREAD",
    "1012, SPREAD",
    "1013, RETRY_AFTER",
    "http 429, RETRY_AFTER",
    "http 503, RETRY_AFTER",
    "http 401, REFRESH",
    "http 403, REFRESH",
    "login-rejected, REFRESH",
    "rotation, NOW",
    "1002, BACKOFF",
    "1005, BACKOFF",
    "1006, BACKOFF",
    "1011, BACKOFF",
    "4000, BACKOFF",
    "http 200, BACKOFF",
    "http 404, BACKOFF",
    "http 500, BACKOFF",
    "link-lost, BACKOFF",
    "heartbeat-timeout, BACKOFF",
    "connect-timeout, BACKOFF",
    "connect-refused, BACKOFF",
    "dns-failure, BACKOFF",
    "tls-failure, BACKOFF",
    "proxy-failure, BACKOFF",
    "handshake-invalid, BACKOFF",
    "login-timeout, BACKOFF",
    "protocol-violation 1002, BACKOFF",
  })
  void decidesByDefault(String key, Verdict.Kind kind) {
    assertThat(VerdictTable.defaults().rowFor(key(key)).verdict().kind()).isEqualTo(kind);
  }

  @Test
  void everyCauseThatEndsSomethingHasARowWithAReason() {
    for (CauseKind kind : CauseKind.values()) {
      if (kind.ending()) {
        assertThat(VerdictTable.defaults().rowFor(new CauseKey(kind, 0)).why()).isNotBlank();
      }
    }
  }

  @Test
  void narrowestRowWins() {
    VerdictTable table =
        VerdictTable.defaults()
            .with(key("closed-by-gateway"), Verdict.STOP, "None of them.")
            .with(key("1011"), Verdict.NOW, "But this one.");
    assertThat(table.verdictOn(Cause.closedByGateway(1011, ""))).isEqualTo(Verdict.NOW);
    assertThat(table.verdictOn(Cause.closedByGateway(4000, ""))).isEqualTo(Verdict.STOP);
    assertThat(table.verdictOn(Cause.closedByGateway(1013, ""))).isEqualTo(Verdict.RETRY_AFTER);
    assertThat(table.rowFor(key("1011")).why()).isEqualTo("But this one.");
    assertThat(table.rowFor(key("4000")).why()).isEqualTo("None of them.");
  }

  @Test
  void replacedRowKeepsItsPlaceAndANewOneComesLast() {
    List<VerdictTable.Row> before = VerdictTable.defaults().rows();
    List<VerdictTable.Row> after =
        VerdictTable.defaults()
            .with(key("1000"), Verdict.BACKOFF, "This gateway closes so on a fault.")
            .with(key("4001"), Verdict.STOP, "Another session took over.")
            .rows();
    assertThat(after).hasSize(before.size() + 1);
    assertThat(after.get(after.size() - 1).key()).isEqualTo(key("4001"));
    assertThat(after.subList(0, before.size()))
        .extracting(VerdictTable.Row::key)
        .isEqualTo(before.stream().map(VerdictTable.Row::key).toList());
  }

  @Test
  void changingATableLeavesTheOldOneAlone() {
    VerdictTable.defaults().with(key("1000"), Verdict.BACKOFF, "Elsewhere.");
    assertThat(VerdictTable.defaults().verdictOn(Cause.closedByGateway(1000, "")))
        .isEqualTo(Verdict.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shutdown", "disconnect-requested"})
  void whatTheUserEndedDoesNotComeBack(String key) {
    assertThatThrownBy(() -> VerdictTable.defaults().with(key(key), Verdict.BACKOFF, "Stubborn."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(key + " always stops: what the user ended does not come back by itself");
  }

  @Test
  void restartIsSpreadAsTheRegistryAsks() {
    assertThat(VerdictTable.defaults().rowFor(key("1012")).verdict())
        .isEqualTo(Verdict.spread(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(VerdictTable.defaults().rowFor(key("1001")).verdict())
        .isEqualTo(Verdict.spread(Duration.ZERO, Duration.ofSeconds(10)));
  }

  @Test
  void spreadNeedsARange() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> Verdict.spread(second.negated(), second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a delay cannot be spread from PT-1S to PT1S");
    assertThatThrownBy(() -> Verdict.spread(second, second.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a delay cannot be spread from PT1S to PT0.999999999S");
    assertThatThrownBy(() -> Verdict.spread(second, Duration.ofDays(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a delay can be spread up to PT24H but not to PT24H0.000000001S");
    assertThat(Verdict.spread(second, second).to()).isEqualTo(second);
    assertThat(Verdict.spread(second, Duration.ofDays(1)).to()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void everyRuleHasWords() {
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      assertThat(kind.words()).isNotBlank();
    }
  }

  @Test
  void rejectionKeepsItsRowWhateverTheBodySays() {
    Cause rejected = Cause.handshakeRejected(503, "body", Optional.of(Duration.ofHours(9)));
    assertThat(VerdictTable.defaults().verdictOn(rejected)).isEqualTo(Verdict.RETRY_AFTER);
  }

  private static CauseKey key(String text) {
    return CauseKey.parse(text).orElseThrow();
  }
}
