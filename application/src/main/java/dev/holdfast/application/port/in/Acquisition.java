package dev.holdfast.application.port.in;

import java.time.Duration;

/**
 * A reading that must be asked for: a command, and later a notification that brings the data.
 *
 * @param command the name of the command that starts it; not empty
 * @param payload its payload; possibly empty
 * @param started the topic of the notification that says it has begun; empty if there is none
 * @param data the topic of the notification that brings the data; not empty
 * @param subject whom it is about, as the notifications name it; empty for anybody
 * @param timeout how long the whole may take; above zero
 */
public record Acquisition(
    String command, String payload, String started, String data, String subject, Duration timeout) {

  /** Checks that there is something to ask and something to wait for. */
  public Acquisition {
    if (command.isEmpty() || data.isEmpty()) {
      throw new IllegalArgumentException("an acquisition needs a command and a topic of its data");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
  }
}
