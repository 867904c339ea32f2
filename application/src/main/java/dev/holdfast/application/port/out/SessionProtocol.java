package dev.holdfast.application.port.out;

import java.util.Map;

/** How a given kind of gateway logs in, pings, answers and notifies. Stateless; any thread. */
public interface SessionProtocol {

  /** The fixed facts. */
  ProtocolProfile profile();

  /**
   * The headers that the opening handshake needs.
   *
   * @param credentials those of this attempt
   * @return header values by name; possibly empty
   */
  Map<String, String> handshakeHeaders(Credentials credentials);

  /**
   * Starts the protocol's state for one link.
   *
   * @param credentials those of this attempt
   */
  ProtocolSession newSession(Credentials credentials);
}
