package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.Clock;
import dev.holdfast.domain.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the transitions of one connection as they are told, and checks that they make sense. */
final class Chronicle implements ConnectionObserver {

  private final Clock clock;
  private final Story story;
  private final ConnectionPolicy policy;
  private final BiConsumer<Promise, String> broke;
  private final ConnectionState upState;
  private Optional<Transition> last = Optional.empty();
  private long retryAtNanos;
  private int ups;

  /**
   * A chronicle.
   *
   * @param clock the process's own
   * @param broke is told of broken promises
   */
  Chronicle(Clock clock, Story story, ConnectionPolicy policy, BiConsumer<Promise, String> broke) {
    this.clock = clock;
    this.retryAtNanos = clock.nanoTime();
    this.story = story;
    this.policy = policy;
    this.broke = broke;
    this.upState =
        policy.loginRequired() ? ConnectionState.AUTHENTICATED : ConnectionState.CONNECTED;
  }

  /** How often it came up. */
  int ups() {
    return ups;
  }

  /** When the attempt that was planned last starts at the latest, on the process's own clock. */
  long retryAtNanos() {
    return retryAtNanos;
  }

  boolean isStopped() {
    return last.map(move -> move.next() instanceof Next.Stop).orElse(false);
  }

  @Override
  public void onTransition(String connection, Transition move) {
    story.tell(connection, "is told", move);
    ConnectionState from = last.map(Transition::to).orElse(ConnectionState.DISCONNECTED);
    if (move.from() != from || !from.mayBecome(move.to())) {
      broke.accept(Promise.LEGAL_TRANSITIONS, "from " + from + " it went " + move);
    }
    long attempt = last.map(Transition::attempt).orElse(0L);
    if (move.attempt() != (move.to() == ConnectionState.CONNECTING ? attempt + 1 : attempt)) {
      broke.accept(Promise.LEGAL_TRANSITIONS, "after attempt " + attempt + " came " + move);
    }
    last = Optional.of(move);
    if (move.to() == upState) {
      ups++;
    }
    if (move.next() instanceof Next.Retry retry) {
      retryAtNanos = clock.nanoTime() + retry.delayNanos();
      if (retry.delay().compareTo(longest(move, retry)) > 0) {
        broke.accept(Promise.BOUNDED_DELAYS, "too long: " + move);
      }
    }
    if (move.cause().kind() == CauseKind.PROTOCOL_VIOLATION
        && move.cause().code() == CloseCode.INTERNAL_ERROR
        && !move.cause().detail().contains(WorldProtocol.PlantedFailure.class.getSimpleName())) {
      broke.accept(Promise.NO_INTERNAL_ERROR, move.cause().detail());
    }
  }

  private Duration longest(Transition move, Next.Retry retry) {
    Duration cap = Duration.ofNanos(policy.backoff().capNanos());
    if (retry.unhealthy()) {
      return policy.slowRetry().multipliedBy(12).dividedBy(10);
    }
    Verdict verdict = policy.verdicts().verdictOn(move.cause());
    return switch (verdict.kind()) {
      case SPREAD -> max(max(verdict.from(), verdict.to()), cap);
      case RETRY_AFTER -> {
        Duration asked = move.cause().retryAfter().orElse(Duration.ZERO);
        Duration bounded =
            asked.compareTo(ConnectionPolicy.RETRY_AFTER_MAX) < 0
                ? asked
                : ConnectionPolicy.RETRY_AFTER_MAX;
        yield bounded.plus(max(cap, bounded.dividedBy(10)));
      }
      case STOP, BACKOFF, REFRESH, SLOW, NOW -> cap;
    };
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
