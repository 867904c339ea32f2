package dev.holdfast.domain.command;

import java.util.Objects;

/**
 * One command, as far as the {@link CommandLedger} needs to know it.
 *
 * @param name what the gateway calls it; an error in order may quote it
 * @param timeoutNanos how long the whole may take from acceptance on, in nanoseconds; above zero
 * @param idempotent whether it does no harm twice, so that it is sent again after a lost link
 * @param first whether it goes ahead of others: what re-establishes a session comes before what
 *     uses it. It belongs to its link: not sent when that is lost, it ends too
 */
public record CommandWish(String name, long timeoutNanos, boolean idempotent, boolean first) {

  /** Checks the range. */
  public CommandWish {
    Objects.requireNonNull(name, "name");
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeoutNanos);
    }
  }
}
