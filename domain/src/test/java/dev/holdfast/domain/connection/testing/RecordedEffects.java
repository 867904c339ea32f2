package dev.holdfast.domain.connection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Effects written down, one readable line each, in the order in which they came.
 *
 * <p>Lines read {@code dial 2}, {@code dial 2 with fresh credentials}, {@code heartbeat 2}, {@code
 * close 2 with 1000 shutdown}, {@code abort 2}, {@code ignored HANDSHAKE_COMPLETED 1 (stale)},
 * {@code CONNECTING -> CLOSED (handshake-rejected 503) retry in 1500 ms, failure 1}, {@code CLOSING
 * -> CLOSED (shutdown) stop AS_ASKED}. Not thread-safe.
 */
public final class RecordedEffects implements Effects {

  private static final int MILLI_DIGITS = 6;

  private final List<String> lines = new ArrayList<>();
  private Optional<Transition> lastTransition = Optional.empty();

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    lines.add("dial " + attempt + (freshCredentials ? " with fresh credentials" : ""));
  }

  @Override
  public void sendHeartbeat(long attempt) {
    lines.add("heartbeat " + attempt);
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    lines.add("close " + attempt + " with " + code + " " + reason);
  }

  @Override
  public void abort(long attempt) {
    lines.add("abort " + attempt);
  }

  @Override
  public void transitioned(Transition transition) {
    lastTransition = Optional.of(transition);
    lines.add(
        transition.from()
            + " -> "
            + transition.to()
            + " ("
            + name(transition.cause())
            + ")"
            + plan(transition.next()));
  }

  @Override
  public void ignored(Event event, Reaction why) {
    String attempt = event instanceof Event.OfAttempt link ? " " + link.attempt() : "";
    lines.add(
        "ignored " + event.kind() + attempt + " (" + why.name().toLowerCase(Locale.ROOT) + ")");
  }

  /** The latest transition, for what its line does not tell: the attempt and the cause's detail. */
  public Transition lastTransition() {
    return lastTransition.orElseThrow(() -> new AssertionError("there was no transition"));
  }

  /** Hands out all lines since the last time, and forgets them. */
  public List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /**
   * Asserts that exactly this happened since the last time, in this order, and forgets it.
   *
   * @param expected the lines; none for nothing at all
   */
  public void assertExactly(String... expected) {
    assertThat(take()).containsExactly(expected);
  }

  /** Asserts that nothing happened that no assertion has seen. For the end of a test. */
  public void assertNothingLeft() {
    assertThat(take()).as("effects that no assertion has seen").isEmpty();
  }

  private static String name(Cause cause) {
    return cause.kind().id() + (cause.code() == 0 ? "" : " " + cause.code());
  }

  private static String plan(Next next) {
    if (next instanceof Next.Retry retry) {
      return " retry in "
          + millis(retry.delay())
          + " ms, failure "
          + retry.failures()
          + (retry.unhealthy() ? ", unhealthy" : "");
    }
    return next instanceof Next.Stop stop ? " stop " + stop.reason() : "";
  }

  private static String millis(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), MILLI_DIGITS)
        .stripTrailingZeros()
        .toPlainString();
  }
}
