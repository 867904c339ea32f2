package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the backoff starts over: not at the open socket, but once the connection has lasted. */
final class StableGateTest {

  private static final Duration STABLE_AFTER = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofMillis(1500);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @Test
  void gatewayThatAcceptsAndDropsIsNotHammered() {
    Backoff doubling = new Backoff(Jitter.EQUAL, Duration.ofSeconds(1), Duration.ofSeconds(30));
    link.use(ConnectionPolicy.builder().backoff(doubling).build());
    link.draw(0);
    link.connect();
    link.skip();

    int failure = 0;
    for (int delay : new int[] {500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000}) {
      failure++;
      link.opened();
      link.pass(STABLE_AFTER.minusNanos(1));
      link.ended(CauseKind.LINK_LOST);
      link.expect(
          "CONNECTING -> CONNECTED (handshake-completed)",
          "CONNECTED -> CLOSED (link-lost) retry in " + delay + " ms, failure " + failure,
          "CLOSED -> DISCONNECTED (link-lost) retry in " + delay + " ms, failure " + failure);

      link.nothingUntil(Duration.ofMillis(delay));
      link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial " + (failure + 1));
    }
  }

  @Test
  void backoffStartsOverOnceTheConnectionHasLasted() {
    failTwiceAndOpen();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.STABLE_AFTER);
    link.nothingUntil(STABLE_AFTER);
    assertThat(link.machine().failures()).isZero();

    link.ended(CauseKind.LINK_LOST);
    link.expect(
        "CONNECTED -> CLOSED (link-lost) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (link-lost) retry in 1500 ms, failure 1");
  }

  @Test
  void oneNanosecondTooShortIsNotLasting() {
    failTwiceAndOpen();
    link.pass(STABLE_AFTER.minusNanos(1));
    link.timer();
    assertThat(link.machine().failures()).isEqualTo(2);

    link.ended(CauseKind.LINK_LOST);
    link.expect(
        "CONNECTED -> CLOSED (link-lost) retry in 2156.25 ms, failure 3",
        "CLOSED -> DISCONNECTED (link-lost) retry in 2156.25 ms, failure 3");
  }

  @Test
  void shortTimesUpAreNotAddedTogether() {
    failTwiceAndOpen();
    link.pass(Duration.ofSeconds(6));
    link.ended(CauseKind.LINK_LOST);
    link.pass(Duration.ofMillis(2157));
    link.opened();
    link.pass(Duration.ofSeconds(6));
    link.skip();

    assertThat(link.machine().isUp()).isTrue();
    assertThat(link.machine().failures()).isEqualTo(3);
  }

  @Test
  void withALoginTheCountStartsAtTheLogin() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(FIRST_RETRY);
    link.opened();
    link.pass(Duration.ofSeconds(9));
    link.loggedIn();
    link.skip();

    link.pass(STABLE_AFTER.minusNanos(1));
    assertThat(link.machine().failures()).isEqualTo(1);
    link.pass(Duration.ofNanos(1));
    assertThat(link.machine().failures()).isZero();
  }

  @Test
  void framesDoNotPutItOff() {
    failTwiceAndOpen();
    for (int second = 1; second <= 10; second++) {
      assertThat(link.machine().failures()).isEqualTo(2);
      link.pass(Duration.ofSeconds(1));
      link.frame();
    }
    assertThat(link.machine().failures()).isZero();
  }

  private void failTwiceAndOpen() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(FIRST_RETRY);
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(Duration.ofMillis(1875));
    link.opened();
    link.expect(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 1",
        "CONNECTING -> CLOSED (connect-refused) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1500 ms, failure 1",
        "DISCONNECTED -> CONNECTING (backoff-over)",
        "dial 2",
        "CONNECTING -> CLOSED (connect-refused) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (connect-refused) retry in 1875 ms, failure 2",
        "DISCONNECTED -> CONNECTING (backoff-over)",
        "dial 3",
        "CONNECTING -> CONNECTED (handshake-completed)");
  }
}
