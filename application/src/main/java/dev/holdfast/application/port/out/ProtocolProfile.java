package dev.holdfast.application.port.out;

import java.util.List;

/**
 * The fixed facts about a session protocol.
 *
 * @param name the name in configuration, lower case
 * @param login whether it has a login, so that an open link is not yet up
 * @param subprotocols the WebSocket subprotocols to offer, in this order; possibly empty
 * @param subprotocolRequired whether the gateway must select one of them
 * @param heartbeat how heartbeats are sent unless the user says otherwise
 * @param heartbeatMessages whether {@link HeartbeatMode#MESSAGE} is possible
 */
public record ProtocolProfile(
    String name,
    boolean login,
    List<String> subprotocols,
    boolean subprotocolRequired,
    HeartbeatMode heartbeat,
    boolean heartbeatMessages) {

  /** Copies the list and checks that the default heartbeat is possible. */
  public ProtocolProfile {
    subprotocols = List.copyOf(subprotocols);
    if (heartbeat == HeartbeatMode.MESSAGE && !heartbeatMessages) {
      throw new IllegalArgumentException(name + " has no heartbeat message to send");
    }
  }
}
