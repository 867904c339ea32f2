package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a silent gateway is noticed when every timer is on time. */
final class HeartbeatTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void silentGatewayIsAskedAndGivenUp() {
    link.connectAndOpen();
    link.nothingUntil(INTERVAL);
    link.expect("heartbeat 1");
    link.heartbeatWritten();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.HEARTBEAT_TIMEOUT);

    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
    assertThat(link.lastTransition().cause().detail()).isEqualTo("no answer within 5000 ms");
  }

  @Test
  void anyFrameAnswersTheHeartbeat() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");
    link.heartbeatWritten();

    link.pass(TIMEOUT.minusNanos(1));
    link.frame();
    link.nothingUntil(INTERVAL);
    link.expect("heartbeat 1");
  }

  @Test
  void heartbeatIsDueAfterTheLastFrame() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(29));
    link.frame();
    link.pass(Duration.ofSeconds(29));
    link.frame();

    link.nothingUntil(INTERVAL);
    link.expect("heartbeat 1");
  }

  @Test
  void busyLinkSendsNoHeartbeat() {
    link.connectAndOpen();
    for (int i = 0; i < 1_000; i++) {
      link.pass(INTERVAL.minusNanos(1));
      link.frame();
    }
    link.expectNothing();
  }

  @Test
  void timeoutCountsFromTheWriteNotFromTheRequest() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");

    link.pass(Duration.ofSeconds(20));
    link.heartbeatWritten();
    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void frameFromBeforeTheWriteIsNoAnswer() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");

    link.pass(Duration.ofSeconds(1));
    link.frame();
    link.heartbeatWritten();
    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void heartbeatThatCannotBeSentGivesASilentLinkUpInTheEnd() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");

    link.nothingUntil(INTERVAL.plus(TIMEOUT));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
    assertThat(link.lastTransition().cause().detail())
        .isEqualTo("it could not be sent and nothing came for 35000 ms");
  }

  @Test
  void saturatedLinkThatStillReadsIsNotGivenUp() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");

    for (int i = 0; i < 100; i++) {
      link.pass(Duration.ofSeconds(34));
      link.frame();
    }
    link.expectNothing();
  }

  @Test
  void writtenReportWithoutAHeartbeatChangesNothing() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(10));
    link.heartbeatWritten();
    link.nothingUntil(Duration.ofSeconds(20));
    link.expect("heartbeat 1");

    link.heartbeatWritten();
    link.pass(Duration.ofSeconds(3));
    link.heartbeatWritten();
    link.nothingUntil(Duration.ofSeconds(2));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void retryWithoutAnyDelayStillWaitsForATimerOfItsOwn() {
    Backoff full = new Backoff(Jitter.FULL, Duration.ofSeconds(1), Duration.ofSeconds(30));
    link.use(ConnectionPolicy.builder().backoff(full).build());
    link.draw(0);
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.heartbeatWritten();
    link.skip();

    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 0 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 0 ms, failure 1");
    link.timer();
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
  }

  @Test
  void heartbeatsOfTheNextLinkStartAnew() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.heartbeatWritten();
    link.pass(TIMEOUT);
    link.pass(Duration.ofMillis(1500));
    link.opened();
    link.skip();

    link.nothingUntil(INTERVAL);
    link.expect("heartbeat 2");
  }

  @Test
  void withoutHeartbeatsNothingIsEverSent() {
    link.use(ConnectionPolicy.builder().heartbeat(HeartbeatPolicy.off()).build());
    link.connectAndOpen();
    link.frame();
    link.heartbeatWritten();

    link.pass(Duration.ofDays(1));
    link.timer();
    link.expectNothing();
    assertThat(link.machine().isUp()).isTrue();
    assertThat(link.machine().hasDeadline()).isFalse();
  }
}
