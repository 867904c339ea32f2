package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about the first delay is what the machine does. */
class FirstDelayTest {

  private static final int RUNS = 3000;

  @ParameterizedTest
  @EnumSource
  void everyJitterIsSaidRight(Jitter jitter) {
    ConnectionPolicy policy =
        ConnectionPolicy.builder()
            .backoff(new Backoff(jitter, Duration.ofMillis(700), Duration.ofSeconds(20)))
            .build();
    assertSaidRight(Verdict.BACKOFF, policy);
  }

  @ParameterizedTest
  @EnumSource
  void everyVerdictIsSaidRight(Verdict.Kind kind) {
    Verdict verdict =
        kind == Verdict.Kind.SPREAD
            ? Verdict.spread(Duration.ofMillis(200), Duration.ofSeconds(9))
            : new Verdict(kind, Duration.ZERO, Duration.ZERO);
    if (kind == Verdict.Kind.STOP) {
      assertThat(FirstDelay.of(verdict, ConnectionPolicy.defaults())).isEmpty();
    } else {
      assertSaidRight(verdict, ConnectionPolicy.defaults());
    }
  }

  @Test
  void aRangeBelowTheBaseIsLiftedToIt() {
    Verdict verdict = Verdict.spread(Duration.ZERO, Duration.ofMillis(1));
    assertThat(FirstDelay.of(verdict, ConnectionPolicy.defaults()).map(FirstDelay::words))
        .contains("1 s");
    assertSaidRight(verdict, ConnectionPolicy.defaults());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 ms",
    "50000000, 100000000, 50 to 100 ms",
    "1500000, 2000000, 1.5 to 2 ms",
    "0, 1000000000, 0 to 1 s",
    "1000000000, 3000000000, 1 to 3 s",
    "999999999, 3000000000, 1 to 3 s",
    "2999999999, 2999999999, 3 s",
    "100000000, 1500000000, 0.1 to 1.5 s",
    "240000000000, 360000000000, 4 to 6 min",
    "60000000000, 119000000000, 60 to 119 s",
    "600000000000, 600000000000, 10 min",
  })
  void delaysAreSaidInTheUnitThatFits(long low, long high, String words) {
    assertThat(DelayWords.range(low, high)).isEqualTo(words);
  }

  private static void assertSaidRight(Verdict verdict, ConnectionPolicy policy) {
    FirstDelay said = FirstDelay.of(verdict, policy).orElseThrow();
    LongSummaryStatistics seen = new LongSummaryStatistics();
    Random random = new Random(42);
    for (int run = 0; run < RUNS; run++) {
      seen.accept(delayOfMachine(verdict, policy, random));
    }
    assertThat(seen.getMin()).isGreaterThanOrEqualTo(said.lowNanos());
    assertThat(seen.getMax()).isLessThanOrEqualTo(said.highNanos() + 1);
    long width = said.highNanos() - said.lowNanos();
    assertThat(seen.getMin()).isLessThanOrEqualTo(said.lowNanos() + width / 20);
    assertThat(seen.getMax()).isGreaterThanOrEqualTo(said.highNanos() - width / 20);
  }

  private static long delayOfMachine(Verdict verdict, ConnectionPolicy policy, Random random) {
    CauseKey key = new CauseKey(CauseKind.LINK_LOST, 0);
    ConnectionPolicy withRow =
        policy.toBuilder().verdicts(VerdictTable.defaults().with(key, verdict, "Test.")).build();
    ConnectionMachine machine = new ConnectionMachine(withRow, random, 0);
    LastTransition effects = new LastTransition();
    machine.handle(Event.CONNECT, 0, effects);
    machine.handle(new Event.HandshakeCompleted(1), 0, effects);
    machine.handle(new Event.Ended(1, Cause.of(CauseKind.LINK_LOST)), 0, effects);
    if (effects.next.orElseThrow() instanceof Next.Retry retry) {
      return retry.delayNanos();
    }
    throw new AssertionError("no retry but " + effects.next);
  }

  /** Keeps what the latest transition leads to. */
  private static final class LastTransition implements Effects {

    private Optional<Next> next = Optional.empty();

    @Override
    public void transitioned(Transition transition) {
      if (!(transition.next() instanceof Next.OpenEnded)) {
        next = Optional.of(transition.next());
      }
    }

    @Override
    public void dial(long attempt, boolean freshCredentials) {}

    @Override
    public void sendHeartbeat(long attempt) {}

    @Override
    public void startClosing(long attempt, int code, String reason) {}

    @Override
    public void abort(long attempt) {}

    @Override
    public void ignored(Event event, Reaction why) {}
  }
}
