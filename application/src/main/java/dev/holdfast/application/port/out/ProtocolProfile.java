package dev.holdfast.application.port.out;

import dev.holdfast.domain.verdict.VerdictTable;
import java.util.List;
import java.util.Objects;

/**
 * The fixed facts about a session protocol.
 *
 * @param name the name in configuration, lower case
 * @param login whether it has a login, so that an open link is not yet up
 * @param subprotocols the WebSocket subprotocols to offer, in this order; possibly empty
 * @param subprotocolRequired whether the gateway must select one of them
 * @param heartbeat how heartbeats are sent unless the user says otherwise
 * @param heartbeatMessages whether {@link HeartbeatMode#MESSAGE} is possible
 * @param maxInFlight how many requests may be on their way at once; 1 or more
 * @param acknowledges whether the gateway says of every application message that it has it: then
 *     they are {@link Request.Deliver requests}
 * @param verdicts what to do after which cause unless the user says otherwise
 */
public record ProtocolProfile(
    String name,
    boolean login,
    List<String> subprotocols,
    boolean subprotocolRequired,
    HeartbeatMode heartbeat,
    boolean heartbeatMessages,
    int maxInFlight,
    boolean acknowledges,
    VerdictTable verdicts) {

  /** Copies the list and checks that the default heartbeat is possible. */
  public ProtocolProfile {
    subprotocols = List.copyOf(subprotocols);
    Objects.requireNonNull(verdicts, "verdicts");
    if (heartbeat == HeartbeatMode.MESSAGE && !heartbeatMessages) {
      throw new IllegalArgumentException(name + " has no heartbeat message to send");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight must be at least 1 but was " + maxInFlight);
    }
  }

  /** One whose gateway acknowledges no application messages. */
  public ProtocolProfile(
      String name,
      boolean login,
      List<String> subprotocols,
      boolean subprotocolRequired,
      HeartbeatMode heartbeat,
      boolean heartbeatMessages,
      int maxInFlight,
      VerdictTable verdicts) {
    this(
        name,
        login,
        subprotocols,
        subprotocolRequired,
        heartbeat,
        heartbeatMessages,
        maxInFlight,
        false,
        verdicts);
  }

  /** One request at a time, and the verdicts that hold everywhere. */
  public ProtocolProfile(
      String name,
      boolean login,
      List<String> subprotocols,
      boolean subprotocolRequired,
      HeartbeatMode heartbeat,
      boolean heartbeatMessages) {
    this(
        name,
        login,
        subprotocols,
        subprotocolRequired,
        heartbeat,
        heartbeatMessages,
        1,
        false,
        VerdictTable.defaults());
  }

  /** The same, where the gateway acknowledges application messages. */
  public ProtocolProfile acknowledging() {
    return new ProtocolProfile(
        name,
        login,
        subprotocols,
        subprotocolRequired,
        heartbeat,
        heartbeatMessages,
        maxInFlight,
        true,
        verdicts);
  }
}
