package dev.holdfast.adapter.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Network;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.adapter.simulation.scenario.Scenario.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A scenario in words. */
class ScenarioWordsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Network NETWORK =
      new Network(
          new Spread(Duration.ofMillis(30), Duration.ofMillis(200)),
          Spread.exactly(Duration.ofMillis(20)),
          0);

  @Test
  void anOutageIsToldWithItsGateway() {
    Fault outage =
        new Fault.Outage(
            Duration.ZERO,
            Duration.ofMinutes(5),
            LinkEnd.RESET,
            Duration.ofMillis(200),
            Refusal.REFUSED,
            Optional.of(new Fault.Ramp(100, 2_000, MINUTE)));
    Gateway gateway =
        new Gateway(
            3, 2_000, 500, 0, 1_000, Refusal.status(503, Optional.of(Duration.ofSeconds(30))));
    assertThat(words(gateway, outage))
        .isEqualTo(
            "It breaks. At 0 s, for 300 s, the gateway is gone: links end by a reset within 200 ms,"
                + " attempts are refused. It comes back slowly: from 100 to 2,000 attempts a second"
                + " over 60 s. The gateway lets in 2,000 attempts a second, does 500 handshakes at a"
                + " time; 1,000 may wait, what is beyond is turned down with HTTP 503 and"
                + " Retry-After 30 s. A handshake takes 30 ms (99 of 100: at most 200 ms), an answer"
                + " 20 ms.");
  }

  @Test
  void everyFaultHasItsWords() {
    assertThat(
            words(
                Gateway.UNLIMITED,
                new Fault.RollingRestart(
                    Duration.ZERO,
                    3,
                    Duration.ofSeconds(20),
                    MINUTE,
                    LinkEnd.close(1012),
                    Duration.ofSeconds(1)),
                new Fault.Flapping(MINUTE, MINUTE, Duration.ofMillis(100), LinkEnd.SILENT),
                new Fault.Partition(MINUTE, MINUTE, 0.3),
                new Fault.IdleCut(MINUTE, MINUTE, Duration.ofSeconds(50), LinkEnd.RESET),
                new Fault.HeartbeatLoss(MINUTE, MINUTE, 0.05),
                new Fault.Freeze(MINUTE, MINUTE, true)))
        .contains("3 nodes restart, one after the other, each away for 20 s, 60 s apart")
        .contains("links end with close code 1012 within 1 s")
        .contains("lets everybody in and drops each link after 100 ms, without a sign.")
        .contains("packets of 30 % of the devices vanish.")
        .contains("links are cut after 50 s of silence, by a reset.")
        .contains("5 % of the heartbeats are lost.")
        .contains("answers nothing, then dies.")
        .contains("The gateway takes whatever comes.");
    assertThat(words(Gateway.UNLIMITED, new Fault.ColdStart(Duration.ZERO, MINUTE)))
        .contains("All devices are switched on within 60 s.");
  }

  private static String words(Gateway gateway, Fault... faults) {
    return ScenarioWords.of(
        new Scenario(
            "bad", "It breaks", 10, 1, Duration.ofHours(1), NETWORK, gateway, List.of(faults)));
  }
}
