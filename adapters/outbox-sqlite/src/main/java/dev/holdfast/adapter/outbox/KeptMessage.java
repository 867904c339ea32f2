package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.StoredMessage;
import java.util.Optional;

/**
 * A message in an outbox file, as people look at it.
 *
 * @param connection the id of its connection
 * @param stored the message with its number, id and time
 * @param death why and when it was given up; empty if it waits to be sent
 */
public record KeptMessage(String connection, StoredMessage stored, Optional<Death> death) {

  /**
   * The end of a message that could not be delivered.
   *
   * @param buriedMillis when, in milliseconds since 1970-01-01T00:00Z
   * @param reason why, in words
   */
  public record Death(long buriedMillis, String reason) {}
}
