package dev.holdfast.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.GatewayConfig;
import dev.holdfast.bootstrap.gateway.DemoGateway;
import dev.holdfast.bootstrap.gateway.Fault;
import dev.holdfast.bootstrap.gateway.FaultTimings;
import dev.holdfast.bootstrap.gateway.GatewayOptions;
import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.wiring.ConnectionModule;
import dev.holdfast.bootstrap.wiring.OneSinkModule;
import dev.holdfast.bootstrap.wiring.SystemModule;
import dev.holdfast.bootstrap.wiring.TransportModule;
import dev.holdfast.domain.time.Clock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The daemon's {@code ctc} against the simulated gateway and all its bugs: whatever happens to the
 * link, decoded readings come again by themselves.
 */
@Timeout(180)
class CtcRecoveryIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final GatewayOptions CTC =
      GatewayOptions.defaults()
          .withProtocol(GatewayProtocol.CTC)
          .withTimings(
              new FaultTimings(
                  Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMinutes(1)));

  /** A decoded reading of the pump, whose vibration is known: 0.06 g on the x axis. */
  private static final Pattern READING =
      Pattern.compile(
          "data  310001: 400 samples an axis at 1000 Hz; rms x 0\\.06\\d, y 0\\.05\\d, z 0\\.02");

  private final StringWriter told = new StringWriter();
  private final Clock clock = System::nanoTime;
  private final DemoStory story = new DemoStory(new PrintWriter(told, true), clock);
  private final CtcPlay play = new CtcPlay(Duration.ofMillis(500), story);
  private final FaultLedger ledger = new FaultLedger(clock, story, play.up());
  private DemoGateway gateway = new DemoGateway(CTC);
  private Injector injector;
  private Thread running;

  @BeforeEach
  void start() throws Exception {
    gateway.addListener(ledger);
    gateway.start();
    injector =
        Guice.createInjector(
            new ConnectionModule(
                DemoConfig.forGateway(
                    new GatewayConfig(
                        List.of(gateway.uri()), "ctc", Map.of(), play.credentials()))),
            new TransportModule(),
            new SystemModule(SecretMask.of(List.of())),
            new OneSinkModule(play.sink()),
            new DemoModule(play, gateway.serials(), ledger));
    // Made before it begins.
    injector.getInstance(SupervisedConnection.class);
    running = new Thread(injector.getInstance(Daemon.class)::run, "daemon-under-test");
    running.start();
  }

  @AfterEach
  void stop() throws Exception {
    injector.getInstance(Daemon.class).stop();
    running.join();
    gateway.close();
  }

  @Test
  void readingsComeAgainAfterEveryFault() {
    awaitReading("", 0);
    assertThat(told.toString())
        .contains("sensors: 310001 (pump-1), 310002 (fan-1), 310003 (gearbox-1)");
    for (Fault fault : Fault.values()) {
      int before = told.toString().length();
      gateway.inflict(fault);
      awaitReading("logged in again", before);
    }

    assertThat(ledger.entries())
        .extracting(FaultLedger.Entry::fault)
        .containsExactly(Fault.values());
    SupervisedConnection connection = injector.getInstance(SupervisedConnection.class);
    assertThat(connection.status().runs().acquired()).isGreaterThan(Fault.values().length);
    assertThat(connection.status().traffic().malformed()).isZero();
    assertThat(connection.status().traffic().unmatched())
        .as("no answer was taken for another")
        .isZero();
    assertThat(play.summary(connection.status()))
        .contains("logins: 7", "gaps in which something may have been missed: 6");
  }

  @Test
  void readingsComeAgainFromAGatewayThatCountsThemFromOne() throws Exception {
    awaitReading("", 0);
    int port = gateway.uri().getPort();
    int before = told.toString().length();
    gateway.close();
    gateway = new DemoGateway(CTC.withAddress("127.0.0.1", port).withSeed(2));
    gateway.start();

    awaitReading("logged in", before);
  }

  /** Waits for a reading that is told after something else, which is told from here on. */
  private void awaitReading(String after, int from) {
    await("a reading after \"" + after + "\"")
        .atMost(SOON)
        .until(
            () -> {
              String since = told.toString().substring(from);
              int at = since.indexOf(after);
              return at >= 0 && READING.matcher(since).region(at, since.length()).find();
            });
  }
}
