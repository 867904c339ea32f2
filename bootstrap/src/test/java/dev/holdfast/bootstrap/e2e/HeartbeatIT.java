package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A dead gateway is noticed in time, a living one is never given up, not even after a long sleep.
 */
@EndToEndTest
class HeartbeatIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aGatewayThatAnswersNoPingIsNoticedInTimeAndAborted(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.silentAfterUpgrade());
    DaemonProcess daemon = heartbeat(daemons, gateway, "500ms", "400ms").start();
    StateChange up = daemon.awaitUp(1);
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("heartbeat-timeout");
    assertThat(end.retryInMs()).isPresent();
    assertThat(Elapsed.millis(up.atNanos(), end.atNanos())).isBetween(850L, 2400L);

    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    long ended = record.awaitEnd(SOON).atNanos();
    ClientFrame ping = record.awaitFrame(Opcode.PING, SOON);
    assertThat(Elapsed.millis(ping.atNanos(), ended)).isBetween(350L, 1900L);
    assertThat(record.closeFrame()).as("aborted, not closed").isEmpty();
    daemon.awaitUp(2);
  }

  @Test
  void aGatewayThatDoesNotEvenReadIsNoticedToo(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.acceptUpgrade();
          connection.behave(Behaviour.FROZEN);
        });
    DaemonProcess daemon = heartbeat(daemons, gateway, "300ms", "300ms").start();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("heartbeat-timeout");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitEnd(SOON);
    assertThat(record.closeFrame()).isEmpty();
    daemon.awaitUp(2);
  }

  @Test
  void pingsThatAreAnsweredKeepTheLink(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = heartbeat(daemons, gateway, "200ms", "1s").start();
    daemon.awaitUp(1);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.PING, 10, SOON);
    assertThat(daemon.ends()).isEmpty();
    assertThat(record.frames()).allMatch(frame -> frame.payload().remaining() <= 125);
  }

  @Test
  void aBusyLinkIsNeverDeclaredDeadThoughNoPingIsAnswered(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.talksEvery(Duration.ofMillis(100)));
    DaemonProcess daemon = heartbeat(daemons, gateway, "300ms", "300ms").start();
    daemon.awaitUp(1);
    Elapsed.whileTrue(Duration.ofSeconds(4), () -> daemon.ends().isEmpty());
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void dataThatComesAfterThePingAnswersIt(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.talksEvery(Duration.ofMillis(700)));
    DaemonProcess daemon = heartbeat(daemons, gateway, "300ms", "1s").start();
    daemon.awaitUp(1);
    Elapsed.whileTrue(Duration.ofSeconds(4), () -> daemon.ends().isEmpty());
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.PING, 3, SOON);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  @Test
  void aFrameThatDripsInForEverIsNotLife(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.acceptUpgrade();
          connection.drip(Duration.ofMillis(20));
          connection.send(ServerFrame.binary(new byte[60_000]));
        });
    DaemonProcess daemon = heartbeat(daemons, gateway, "300ms", "300ms").start();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("heartbeat-timeout");
    daemon.awaitUp(2);
  }

  @Test
  void aSleepThatTheGatewayOutlivedKeepsTheConnection(Daemons daemons, RawGateway gateway)
      throws Exception {
    sleepAndKeep(daemons, gateway, Duration.ofSeconds(10), Duration.ofSeconds(1));
  }

  @Test
  void aSleepDuringWhichTheGatewayFrozeEndsInAProbeAndThenAnAbort(
      Daemons daemons, RawGateway gateway) throws Exception {
    sleepAndGiveUp(daemons, gateway, Duration.ofSeconds(10), Duration.ofSeconds(1));
  }

  @Test
  @EnabledIfSystemProperty(named = "holdfast.slow", matches = "true")
  void aMinuteOfSleepKeepsTheConnection(Daemons daemons, RawGateway gateway) throws Exception {
    sleepAndKeep(daemons, gateway, Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  @Test
  @EnabledIfSystemProperty(named = "holdfast.slow", matches = "true")
  void aMinuteOfSleepDuringWhichTheGatewayFrozeEndsInAProbeAndThenAnAbort(
      Daemons daemons, RawGateway gateway) throws Exception {
    sleepAndGiveUp(daemons, gateway, Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  private static void sleepAndKeep(
      Daemons daemons, RawGateway gateway, Duration sleep, Duration heartbeat) throws Exception {
    DaemonProcess daemon = sleepy(daemons, gateway, heartbeat);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    daemon.signal("STOP");
    Elapsed.whileTrue(sleep, daemon::isAlive);
    int pingsBefore = record.frames(Opcode.PING).size();
    daemon.signal("CONT");
    record.awaitFrames(Opcode.PING, pingsBefore + 3, heartbeat.multipliedBy(4).plus(SOON));
    assertThat(daemon.ends()).isEmpty();
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  private static void sleepAndGiveUp(
      Daemons daemons, RawGateway gateway, Duration sleep, Duration heartbeat) throws Exception {
    DaemonProcess daemon = sleepy(daemons, gateway, heartbeat);
    GatewayConnection connection = gateway.awaitConnection(1, SOON);
    daemon.signal("STOP");
    connection.behave(Behaviour.SILENT);
    Elapsed.whileTrue(sleep, daemon::isAlive);
    long woken = System.nanoTime();
    daemon.signal("CONT");

    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("heartbeat-timeout");
    long waited = Elapsed.millis(woken, end.atNanos());
    assertThat(waited)
        .as("a probe first, then its whole timeout")
        .isBetween(heartbeat.toMillis() - 50, heartbeat.toMillis() + 1500);
    ConnectionRecord record = connection.record();
    record.awaitEnd(SOON);
    assertThat(record.frames(Opcode.PING))
        .as("the probe")
        .anyMatch(ping -> ping.atNanos() - woken > 0);
    assertThat(record.closeFrame()).isEmpty();
    daemon.awaitUp(2);
  }

  private static DaemonProcess sleepy(Daemons daemons, RawGateway gateway, Duration heartbeat)
      throws Exception {
    String millis = heartbeat.toMillis() + "ms";
    DaemonProcess daemon = heartbeat(daemons, gateway, millis, millis).start();
    daemon.awaitUp(1);
    return daemon;
  }

  private static Daemons.Start heartbeat(
      Daemons daemons, RawGateway gateway, String interval, String timeout) {
    return daemons
        .run(gateway.uri())
        .with("HEARTBEAT_INTERVAL", interval)
        .with("HEARTBEAT_TIMEOUT", timeout);
  }
}
