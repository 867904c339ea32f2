package dev.holdfast.bootstrap.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import org.junit.jupiter.api.Test;

class StopWatcherTest {

  private final StopWatcher watcher = new StopWatcher(false);

  @Test
  void aStopIsTheEnd() {
    closed(CauseKind.LOGIN_REJECTED, new Next.Stop(StopReason.REJECTED));

    assertThat(watcher.stopped()).isCompletedWithValue(StopReason.REJECTED);
  }

  @Test
  void aRetryIsNot() {
    closed(CauseKind.LINK_LOST, new Next.Retry(1, 1, false));
    watcher.end();

    assertThat(watcher.stopped()).isNotDone();
  }

  @Test
  void whoeverOnlyDisconnectsMayConnectAgain() {
    closed(CauseKind.DISCONNECT_REQUESTED, new Next.Stop(StopReason.AS_ASKED));

    assertThat(watcher.stopped()).isNotDone();
  }

  @Test
  void aConnectionThatRestsHasStoppedWhenTheProcessEnds() {
    closed(CauseKind.DISCONNECT_REQUESTED, new Next.Stop(StopReason.FORCED));
    watcher.end();

    assertThat(watcher.stopped()).isCompletedWithValue(StopReason.AS_ASKED);
  }

  @Test
  void aDisconnectThatIsUnderWayWhenTheProcessEndsIsTheEnd() {
    watcher.end();
    assertThat(watcher.stopped()).isNotDone();
    closed(CauseKind.DISCONNECT_REQUESTED, new Next.Stop(StopReason.AS_ASKED));

    assertThat(watcher.stopped()).isCompletedWithValue(StopReason.AS_ASKED);
  }

  @Test
  void aConnectionThatIsWantedAgainDoesNotRest() {
    closed(CauseKind.DISCONNECT_REQUESTED, new Next.Stop(StopReason.AS_ASKED));
    watcher.onTransition(
        "gateway",
        new Transition(
            ConnectionState.CLOSED,
            ConnectionState.DISCONNECTED,
            Cause.of(CauseKind.CONNECT_REQUESTED),
            1,
            Next.OPEN_ENDED));
    watcher.end();

    assertThat(watcher.stopped()).isNotDone();
  }

  private void closed(CauseKind cause, Next next) {
    watcher.onTransition(
        "gateway",
        new Transition(
            ConnectionState.CONNECTED, ConnectionState.CLOSED, Cause.of(cause), 1, next));
  }
}
