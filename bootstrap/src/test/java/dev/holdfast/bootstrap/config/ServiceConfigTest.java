package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a service manager asks for. */
class ServiceConfigTest {

  private static final String SOCKET = "/run/systemd/notify";
  private static final long PID = 4711;

  @Test
  void nobodyAsks() {
    assertThat(ServiceConfig.of(Map.of(), PID)).isEmpty();
    assertThat(ServiceConfig.of(Map.of("NOTIFY_SOCKET", ""), PID)).isEmpty();
    assertThat(ServiceConfig.of(Map.of("WATCHDOG_USEC", "1000"), PID)).isEmpty();
  }

  @Test
  void theWatchdogIsForTheProcessThatItNames() {
    assertThat(ServiceConfig.of(Map.of("NOTIFY_SOCKET", SOCKET), PID).orElseThrow().watchdog())
        .isEmpty();
    assertThat(watchdog("30000000", "4711")).contains(Duration.ofSeconds(30));
    assertThat(watchdog("30000000", "")).contains(Duration.ofSeconds(30));
    assertThat(watchdog("30000000", "4712")).isEmpty();
    assertThat(watchdog("30000000", "x")).isEmpty();
    assertThat(watchdog("1", "4711")).contains(Duration.ofNanos(1_000));
  }

  @Test
  void whatIsNotUnderstoodIsAWarning() {
    for (String odd : new String[] {"0", "-1", "30s", "99999999999999999999"}) {
      ServiceConfig config = of(odd, "4711");
      assertThat(config.watchdog()).isEmpty();
      assertThat(config.warnings())
          .containsExactly(
              "WATCHDOG_USEC=" + odd + ": expected microseconds, 1 or more; no watchdog is pinged");
    }
    assertThat(of("0", "4712").warnings()).as("for somebody else").isEmpty();
  }

  private static Optional<Duration> watchdog(String usec, String pid) {
    ServiceConfig config = of(usec, pid);
    assertThat(config.warnings()).isEmpty();
    return config.watchdog();
  }

  private static ServiceConfig of(String usec, String pid) {
    return ServiceConfig.of(
            Map.of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", usec, "WATCHDOG_PID", pid), PID)
        .orElseThrow();
  }
}
