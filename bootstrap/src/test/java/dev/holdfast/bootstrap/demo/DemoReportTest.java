package dev.holdfast.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.demo.FaultLedger.Entry;
import dev.holdfast.bootstrap.gateway.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table at the end of the demonstration. */
class DemoReportTest {

  @Test
  void countsRecoveriesAndNamesMedianAndWorst() {
    DemoReport report =
        new DemoReport(
            List.of(healed(Fault.DROP, 300), healed(Fault.DROP, 1200), healed(Fault.FREEZE, 2000)));

    assertThat(report.allHealed()).isTrue();
    assertThat(report.lines().get(1)).matches("drop +2 +2 +5 ms +300 ms +1\\.2 s");
    assertThat(report.lines().get(2)).matches("freeze +1 +1 +5 ms +2\\.0 s +2\\.0 s");
    assertThat(report.lines().get(3)).matches("all +3 +3 +5 ms +1\\.2 s +2\\.0 s");
  }

  @Test
  void aFaultThatDidNotHealShows() {
    DemoReport report =
        new DemoReport(List.of(new Entry(Fault.DROP, 0, Optional.empty(), Optional.empty())));

    assertThat(report.allHealed()).isFalse();
    assertThat(report.lines().get(1)).matches("drop +1 +0 +- +- +-");
  }

  @Test
  void medianOfAnEvenNumberIsTheLowerOne() {
    assertThat(DemoReport.median(List.of(Duration.ofMillis(1), Duration.ofMillis(9))))
        .contains(Duration.ofMillis(1));
    assertThat(DemoReport.median(List.of())).isEmpty();
  }

  private static Entry healed(Fault fault, long afterMillis) {
    return new Entry(
        fault, 0, Optional.of(Duration.ofMillis(5)), Optional.of(Duration.ofMillis(afterMillis)));
  }
}
