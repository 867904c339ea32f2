package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From dial to handshake done, or not. */
final class ConnectingTest {

  private static final Cause LOST = Cause.of(CauseKind.LINK_LOST);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void nothingHappensUntilSomebodyWantsTheConnection() {
    assertThat(link.machine().state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(link.machine().hasDeadline()).isFalse();
    assertThat(link.machine().attempt()).isZero();

    link.pass(Duration.ofDays(1));
    link.timer();
    link.expectNothing();

    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    assertThat(link.machine().attempt()).isEqualTo(1);
  }

  @Test
  void isUpOnceTheHandshakeIsDone() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    assertThat(link.machine().isUp()).isFalse();

    link.pass(Duration.ofMillis(80));
    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
    assertThat(link.machine().isUp()).isTrue();
  }

  @Test
  void connectTimesOutAfterTenSeconds() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.CONNECT_TIMEOUT);

    link.nothingUntil(Duration.ofSeconds(10));
    link.expect(
        "abort 1",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1500 ms, failure 1");
    assertThat(link.lastTransition().cause().detail()).isEqualTo("after 10000 ms");
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.BACKOFF);

    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");

    link.nothingUntil(Duration.ofSeconds(10));
    link.expect(
        "abort 2",
        "CONNECTING -> CLOSED (connect-timeout) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (connect-timeout) retry in 1875 ms, failure 2");
  }

  @Test
  void connectTimeoutIsForgottenOnceTheHandshakeIsDone() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    link.pass(Duration.ofSeconds(10).minusNanos(1));

    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
    link.pass(Duration.ofSeconds(29));
    link.expectNothing();
  }

  @Test
  void refusedConnectIsTriedAgainAfterTheBackoff() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");

    link.ended(CauseKind.CONNECT_REFUSED);
    link.expect(
        "CONNECTING -> CLOSED (connect-refused) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1500 ms, failure 1");

    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
    link.opened();
    link.expect("CONNECTING -> CONNECTED (handshake-completed)");
    assertThat(link.lastTransition().attempt()).isEqualTo(2);
  }

  @Test
  void askingForTheConnectionAgainChangesNothing() {
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
    link.connect();
    link.expectNothing();

    link.ended(CauseKind.DNS_FAILURE);
    link.expect(
        "CONNECTING -> CLOSED (dns-failure) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (dns-failure) retry in 1500 ms, failure 1");
    link.connect();
    link.expectNothing();

    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
  }

  @Test
  void eventsOfAnOlderAttemptChangeNothing() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(Duration.ofMillis(1500));
    link.skip();

    link.handle(new Event.HandshakeCompleted(1));
    link.handle(new Event.LoginAccepted(1));
    link.handle(new Event.FrameReceived(1));
    link.handle(new Event.HeartbeatWritten(1));
    link.handle(new Event.GivenUp(1, LOST));
    link.handle(new Event.Ended(1, LOST));
    link.expect(
        "ignored HANDSHAKE_COMPLETED 1 (stale)",
        "ignored LOGIN_ACCEPTED 1 (stale)",
        "ignored FRAME_RECEIVED 1 (stale)",
        "ignored HEARTBEAT_WRITTEN 1 (stale)",
        "ignored GIVEN_UP 1 (stale)",
        "ignored ENDED 1 (stale)");
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(link.machine().attempt()).isEqualTo(2);
  }

  @Test
  void eventsOfAnAttemptThatWasNeverMadeChangeNothing() {
    link.handle(new Event.HandshakeCompleted(0));
    link.handle(new Event.HandshakeCompleted(1));
    link.expect("ignored HANDSHAKE_COMPLETED 0 (stale)", "ignored HANDSHAKE_COMPLETED 1 (stale)");

    link.connect();
    link.handle(new Event.HandshakeCompleted(2));
    link.expect(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 1",
        "ignored HANDSHAKE_COMPLETED 2 (stale)");
  }
}
