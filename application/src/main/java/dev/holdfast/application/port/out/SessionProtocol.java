package dev.holdfast.application.port.out;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * What the opening handshake adds to the query of the URL.
   *
   * @param credentials those of this attempt
   * @return values by name, both percent-encoded (RFC 3986 section 2.1); possibly empty
   */
  default Map<String, String> handshakeQuery(Credentials credentials) {
    return Map.of();
  }

  /** Whether a session can renew its login while the link is open. */
  default boolean renewsLogin() {
    return false;
  }

  /** Whether a command does no harm when it is given twice, whoever gives it. */
  default boolean isIdempotent(String command) {
    return false;
  }

  /**
   * What a session wants to know whatever the user asks for: asked once after every login, behind
   * the subscriptions and ahead of everything else. The session looks at the answers when they
   * come; nobody else does.
   */
  default List<Request.Command> questions() {
    return List.of();
  }

  /**
   * Starts the protocol's state for one link.
   *
   * @param credentials those of this attempt
   */
  ProtocolSession newSession(Credentials credentials);

  /**
   * Starts the protocol's state for one link, on which the session of the one before may go on.
   *
   * @param credentials those of this attempt
   * @param resumption what that session left ({@link ProtocolSession#resumption}); empty if none
   */
  default ProtocolSession newSession(Credentials credentials, Optional<String> resumption) {
    return newSession(credentials);
  }
}
