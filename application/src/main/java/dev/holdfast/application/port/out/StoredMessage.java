package dev.holdfast.application.port.out;

import dev.holdfast.application.message.OutboundMessage;

/**
 * A message in a {@link MessageStore}.
 *
 * @param number its place: grows with every message that is stored, across restarts
 * @param id by which the gateway knows a duplicate; never empty
 * @param acceptedMillis when it was accepted, in milliseconds since 1970-01-01T00:00Z
 * @param message the message
 */
public record StoredMessage(long number, String id, long acceptedMillis, OutboundMessage message) {

  /**
   * What it can be found by among messages of its class: the key of a latest value, the id of any
   * other.
   */
  public String slot() {
    String key = message.delivery().key();
    return key.isEmpty() ? id : key;
  }
}
