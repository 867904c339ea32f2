package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a timer means that fires long after its moment: the process slept, and nothing is known
 * about the gateway yet.
 */
final class LateTimerTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofMillis(100);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void suspendedForAMinuteThenDrainProbeAndOnlyThenGiveUp() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(29));
    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.INPUT_DRAINED);

    link.nothingUntil(DRAIN);
    link.expect("heartbeat 1");
    link.heartbeatWritten();

    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void suspendedWhileAHeartbeatIsUnansweredThenDrainAndProbe() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.heartbeatWritten();
    link.expect("heartbeat 1");
    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();

    link.nothingUntil(DRAIN);
    link.expect("heartbeat 1");
    link.heartbeatWritten();
    link.pass(Duration.ofSeconds(1));
    link.frame();
    link.nothingUntil(INTERVAL);
    link.expect("heartbeat 1");
  }

  @Test
  void suspendedWhileAHeartbeatIsUnwrittenThenDrainAndProbe() {
    link.connectAndOpen();
    link.pass(INTERVAL);
    link.expect("heartbeat 1");
    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();

    link.nothingUntil(DRAIN);
    link.expect("heartbeat 1");
  }

  @Test
  void bufferedInputDoesNotPassForAnAnswer() {
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.frame();
    link.pass(Duration.ofMillis(50));
    link.frame();

    link.nothingUntil(Duration.ofMillis(50));
    link.expect("heartbeat 1");
    link.heartbeatWritten();
    link.nothingUntil(TIMEOUT);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void closeFrameFoundWhileDrainingTellsTheTrueCause() {
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.ended(Cause.closedByGateway(1011, "restarting"));
    link.expect(
        "CONNECTED -> CLOSED (closed-by-gateway 1011) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (closed-by-gateway 1011) retry in 1500 ms, failure 1");
  }

  @Test
  void timerWithinTheToleranceIsTakenAtItsWord() {
    link.connectAndOpen();
    link.sleep(INTERVAL.plus(TOLERANCE));
    link.timer();
    link.expect("heartbeat 1");
    link.heartbeatWritten();

    link.sleep(TIMEOUT.plus(TOLERANCE));
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void timerOneNanosecondBeyondTheToleranceIsLate() {
    link.connectAndOpen();
    link.sleep(INTERVAL.plus(TOLERANCE).plusNanos(1));
    link.timer();
    link.expectNothing();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.INPUT_DRAINED);
  }

  @Test
  void timersThatAreAlwaysLateDoNotKeepADeadLinkForEver() {
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.sleep(MINUTE);
    link.timer();
    link.expect("heartbeat 1");
    link.heartbeatWritten();

    link.sleep(MINUTE);
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void eachSleepIsForgivenOnceTheGatewayHasShownLife() {
    link.connectAndOpen();
    for (int i = 0; i < 10; i++) {
      link.sleep(MINUTE);
      link.timer();
      link.expectNothing();
      link.pass(DRAIN);
      link.expect("heartbeat 1");
      link.heartbeatWritten();
      link.frame();
    }
  }

  @Test
  void lateConnectTimeoutIsPutOffOnce() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    link.sleep(Duration.ofSeconds(11).plusNanos(1));
    link.timer();
    link.expectNothing();

    link.sleep(MINUTE);
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void handshakeThatWasWaitingToBeReadStillCounts() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    link.sleep(MINUTE);
    link.timer();
    link.pass(DRAIN.minusNanos(1));
    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
  }

  @Test
  void connectTimeoutWithinTheToleranceIsTakenAtItsWord() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    link.sleep(Duration.ofSeconds(11));
    link.timer();
    link.expect(
        "abort 1",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void lateLoginTimeoutIsPutOffOnce() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();

    link.nothingUntil(DRAIN);
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (login-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (login-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void loginThatWasWaitingToBeReadStillCounts() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connectAndOpen();
    link.sleep(MINUTE);
    link.timer();
    link.loggedIn();
    link.expect("CONNECTED -> AUTHENTICATED (login-accepted)");
  }

  @Test
  void nextAttemptIsForgivenALateTimerAgain() {
    link.connect();
    link.sleep(MINUTE);
    link.timer();
    link.pass(DRAIN);
    link.pass(Duration.ofMillis(1500));
    link.expect(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 1",
        "abort 1",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1500 ms, failure 1",
        "DISCONNECTED -> CONNECTING (backoff-over)",
        "dial 2");

    link.sleep(MINUTE);
    link.timer();
    link.expectNothing();
  }

  @Test
  void lateBackoffDialsAtOnceAndOnlyOnce() {
    link.connect();
    link.ended(CauseKind.LINK_LOST);
    link.skip();
    link.sleep(Duration.ofHours(8));
    link.timer();
    link.timer();
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
  }
}
