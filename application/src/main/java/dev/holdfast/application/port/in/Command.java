package dev.holdfast.application.port.in;

import dev.holdfast.application.message.Delivery;
import java.time.Duration;

/**
 * Something that the gateway shall do, and answer.
 *
 * @param name what the session protocol calls it; not empty
 * @param payload its payload in the words of the session protocol, mostly JSON text; empty for none
 * @param timeout how long the whole may take, waiting for the link included; above zero
 * @param idempotent whether it does no harm twice: such a command is sent again after a lost link,
 *     others never are
 * @param id by which a command that is given twice is known, at most {@value Delivery#MAX_NAME}
 *     characters; empty if nobody gives it twice
 */
public record Command(
    String name, String payload, Duration timeout, boolean idempotent, String id) {

  /** Checks that there is something to do and time to do it. */
  public Command {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a command needs a name");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
    if (id.length() > Delivery.MAX_NAME) {
      throw new IllegalArgumentException(
          "an id has at most " + Delivery.MAX_NAME + " characters but this one has " + id.length());
    }
  }

  /** One that nobody gives twice. */
  public Command(String name, String payload, Duration timeout, boolean idempotent) {
    this(name, payload, timeout, idempotent, "");
  }

  /** The same, known by an id: given twice, it is done once. */
  public Command withId(String its) {
    return new Command(name, payload, timeout, idempotent, its);
  }
}
