package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a kind says of its events. */
final class EventKindTest {

  private static final Cause LOST = Cause.of(CauseKind.LINK_LOST);

  private static final List<Event> ONE_OF_EACH =
      List.of(
          Event.CONNECT,
          new Event.Disconnect(Cause.of(CauseKind.SHUTDOWN)),
          Event.RECONNECT_NOW,
          new Event.HandshakeCompleted(1),
          new Event.LoginAccepted(1),
          new Event.FrameReceived(1),
          new Event.HeartbeatWritten(1),
          new Event.GivenUp(1, LOST),
          new Event.Ended(1, LOST),
          Event.DEADLINE_REACHED);

  @Test
  void knowsWhichEventsCarryTheNumberOfAnAttempt() {
    assertThat(ONE_OF_EACH).extracting(Event::kind).containsExactly(EventKind.values());
    assertThat(ONE_OF_EACH)
        .allSatisfy(
            event ->
                assertThat(event.kind().ofAttempt()).isEqualTo(event instanceof Event.OfAttempt));
  }
}
