package dev.holdfast.application.port.in;

import java.time.Duration;

/**
 * Something that the gateway shall do, and answer.
 *
 * @param name what the session protocol calls it; not empty
 * @param payload its payload in the words of the session protocol, mostly JSON text; empty for none
 * @param timeout how long the whole may take, waiting for the link included; above zero
 * @param idempotent whether it does no harm twice: such a command is sent again after a lost link,
 *     others never are
 */
public record Command(String name, String payload, Duration timeout, boolean idempotent) {

  /** Checks that there is something to do and time to do it. */
  public Command {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a command needs a name");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
  }
}
