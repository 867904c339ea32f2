package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The daemon ends when it is asked to, in good order if the gateway lets it, and never too late.
 */
@EndToEndTest
class ShutdownIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_PROMISE = Duration.ofMillis(2500);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalClosesWith1000(String signal, Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    daemon.signal(signal);
    daemon.assertExit(0, SHUTDOWN_PROMISE);

    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitCloseFrame(SOON).closeCode()).isEqualTo(1000);
    record.awaitEnd(SOON);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void aGatewayThatHangsUpInsteadOfAnsweringTheCloseIsGoodEnough(
      Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.readUntilClose();
          connection.close();
        });
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SHUTDOWN_PROMISE);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void aCloseThatIsNeverAnsweredEndsInAnAbort(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.silentAfterUpgrade());
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    long asked = System.nanoTime();
    daemon.signal("TERM");
    daemon.assertExit(1, SOON);

    assertThat(Elapsed.millis(asked, System.nanoTime())).isBetween(1900L, 3500L);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitCloseFrame(SOON).closeCode()).isEqualTo(1000);
    record.awaitEnd(SOON);
  }

  @Test
  void theShutdownTimeoutIsConfigurable(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.silentAfterUpgrade());
    DaemonProcess daemon = daemons.run(gateway.uri()).with("SHUTDOWN_TIMEOUT", "300ms").start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(1, AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSecondSignalEndsItAtOnce(String second, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.silentAfterUpgrade());
    DaemonProcess daemon = daemons.run(gateway.uri()).with("SHUTDOWN_TIMEOUT", "60s").start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    gateway.awaitConnection(1, SOON).record().awaitCloseFrame(SOON);
    daemon.signal(second);
    daemon.assertExit(1, AT_ONCE);
  }

  @Test
  void stoppingWhileTheHandshakeIsUnansweredEndsAtOnce(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.neverAnswers());
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    ConnectionRecord record = gateway.awaitConnection(1, DaemonProcess.START).record();
    record.awaitUpgradeRequest(SOON);
    daemon.signal("TERM");
    daemon.assertExit(0, AT_ONCE);
    record.awaitEnd(SOON);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void stoppingWhileWaitingToReconnectEndsAtOnce(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("RECONNECT_INITIAL_DELAY", "20s")
            .with("RECONNECT_MAX_DELAY", "60s")
            .start();
    daemon.awaitState("DISCONNECTED");
    daemon.signal("TERM");
    daemon.assertExit(0, AT_ONCE);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
    StateChange last = daemon.changes().get(daemon.changes().size() - 1);
    assertThat(last.to()).isEqualTo("CLOSED");
    assertThat(last.cause()).isEqualTo("shutdown");
    assertThat(last.retryInMs()).isEmpty();
  }

  @Test
  void noAttemptStartsOnceShutdownWasAskedFor(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.readUntilClose();
          // Nothing answers the close; a lost link would be a reason to reconnect on any other day.
          connection.reset();
        });
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SHUTDOWN_PROMISE);
    assertThat(daemon.changes()).extracting(StateChange::attempt).containsOnly(1L);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }
}
