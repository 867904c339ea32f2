package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the verdict table that the configuration changes. */
class VerdictsTest {

  @TempDir private Path folder;

  @Test
  void theConfigurationChangesRows() throws Exception {
    Given given =
        Given.gateway(folder)
            .yaml(
                "reconnect:",
                "  verdicts:",
                "    1000: reconnect",
                "    http 503: spread 1m 2m",
                "    heartbeat-timeout: now");
    VerdictTable table = given.config().first().policy().verdicts();
    VerdictTable.Row row = table.rowFor(new CauseKey(CauseKind.CLOSED_BY_GATEWAY, 1000));
    assertThat(row.verdict()).isEqualTo(Verdict.BACKOFF);
    assertThat(row.why()).isEqualTo("Set by the configuration: holdfast.yaml line 3.");
    assertThat(table.rowFor(new CauseKey(CauseKind.HANDSHAKE_REJECTED, 503)).verdict())
        .isEqualTo(Verdict.spread(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    assertThat(table.rowFor(new CauseKey(CauseKind.CLOSED_BY_GATEWAY, 1008)).verdict())
        .isEqualTo(Verdict.STOP);
    assertThat(given.shown("reconnect.verdicts.http 503")).isEqualTo("spread 1m 2m");
    assertThat(given.sourceOf("reconnect.verdicts.1000")).isEqualTo("holdfast.yaml line 3");
  }

  @Test
  void wrongRowsAreProblems() {
    assertThat(
            Given.gateway(folder)
                .yaml(
                    "reconnect:",
                    "  verdicts:",
                    "    1004: stop",
                    "    1001: halt",
                    "    shutdown: reconnect",
                    "    disconnect-requested: now",
                    "    503: stop",
                    "    http 503: stop",
                    "    1006: stop",
                    "    link-lost: stop")
                .problems())
        .containsExactly(
            "reconnect.verdicts.1004 (holdfast.yaml line 3): expected a close code (1012), an HTTP"
                + " status (http 503) or a cause (heartbeat-timeout)",
            "reconnect.verdicts.1001=halt (holdfast.yaml line 4): expected stop, reconnect, slow,"
                + " refresh, retry-after, now, or a range such as spread 5s 30s",
            "reconnect.verdicts.shutdown (holdfast.yaml line 5): always stops: what the user ended"
                + " does not come back by itself",
            "reconnect.verdicts.disconnect-requested (holdfast.yaml line 6): always stops: what the"
                + " user ended does not come back by itself",
            "reconnect.verdicts.http 503 (holdfast.yaml line 8): means the same as 503",
            "reconnect.verdicts.link-lost (holdfast.yaml line 10): means the same as 1006");
  }
}
