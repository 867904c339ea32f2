package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.ConnectionHistory;
import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionHistoryTest {

  private static final long NOON = 1_790_000_000_000L;

  private final ManualClock clock = new ManualClock();
  private final List<PastTransition> followed = new ArrayList<>();
  private final TransitionHistory history =
      new TransitionHistory("press-7", 3, clock, () -> NOON, followed::add);

  @Test
  void beforeTheFirstTransitionItSaysHowLongItHasWaited() {
    clock.advance(Duration.ofSeconds(5));

    assertThat(history.history())
        .isEqualTo(new ConnectionHistory(List.of(), 0, Duration.ofSeconds(5)));
    assertThat(history.history().newest()).isEmpty();
  }

  @Test
  void notesWhenATransitionWasAndHowLongTheStateBeforeHadLasted() {
    clock.advance(Duration.ofSeconds(5));
    history.onTransition("press-7", connecting(1));
    clock.advance(Duration.ofMillis(250));

    PastTransition noted =
        new PastTransition(
            "press-7", 1, Instant.ofEpochMilli(NOON), Duration.ofSeconds(5), connecting(1));
    assertThat(history.history())
        .isEqualTo(new ConnectionHistory(List.of(noted), 0, Duration.ofMillis(250)));
    assertThat(followed).containsExactly(noted);
  }

  @Test
  void keepsTheLatestAndCountsTheForgotten() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      history.onTransition("press-7", connecting(attempt));
    }
    assertThat(history.history().forgotten()).isZero();
    history.onTransition("press-7", connecting(4));

    assertThat(history.history().latest())
        .extracting(PastTransition::number)
        .containsExactly(2L, 3L, 4L);
    assertThat(history.history().forgotten()).isEqualTo(1);
    assertThat(history.history().newest().orElseThrow().transition()).isEqualTo(connecting(4));
  }

  @Test
  void otherConnectionsAreNotItsBusiness() {
    history.onTransition("press-8", connecting(1));

    assertThat(history.history().latest()).isEmpty();
    assertThat(followed).isEmpty();
  }

  private static Transition connecting(long attempt) {
    return new Transition(
        ConnectionState.DISCONNECTED,
        ConnectionState.CONNECTING,
        Cause.of(CauseKind.BACKOFF_OVER),
        attempt,
        Next.OPEN_ENDED);
  }
}
