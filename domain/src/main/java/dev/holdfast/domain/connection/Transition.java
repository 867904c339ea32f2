package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import java.util.Objects;

/**
 * One change of state, with everything an observer needs to explain it.
 *
 * @param from the state before
 * @param to the state after
 * @param cause why
 * @param attempt the number of the attempt that it concerns; 0 before the first
 * @param next what is planned now
 */
public record Transition(
    ConnectionState from, ConnectionState to, Cause cause, long attempt, Next next) {

  /** Checks that the chart has this arrow. */
  public Transition {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(next, "next");
    if (!from.mayBecome(to)) {
      throw new IllegalStateException("no way from " + from + " to " + to);
    }
  }
}
