package dev.holdfast.bootstrap.trial;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session protocol that tells everything it does. */
public final class NarratedProtocol implements SessionProtocol {

  private final SessionProtocol protocol;
  private final Narration narration;

  /**
   * One around another.
   *
   * @param protocol what does the work
   * @param narration where to tell
   */
  public NarratedProtocol(SessionProtocol protocol, Narration narration) {
    this.protocol = protocol;
    this.narration = narration;
  }

  @Override
  public ProtocolProfile profile() {
    return protocol.profile();
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    Map<String, String> headers = protocol.handshakeHeaders(credentials);
    headers
        .keySet()
        .forEach(name -> narration.tell("-> header " + name + ": *** in the opening handshake"));
    return headers;
  }

  @Override
  public Map<String, String> handshakeQuery(Credentials credentials) {
    Map<String, String> query = protocol.handshakeQuery(credentials);
    query
        .keySet()
        .forEach(
            name -> narration.tell("-> " + name + "=*** in the query of the opening handshake"));
    return query;
  }

  @Override
  public boolean renewsLogin() {
    return protocol.renewsLogin();
  }

  @Override
  public boolean isIdempotent(String command) {
    return protocol.isIdempotent(command);
  }

  @Override
  public List<Request.Command> questions() {
    return protocol.questions();
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return newSession(credentials, Optional.empty());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials, Optional<String> resumption) {
    return new NarratedSession(protocol.newSession(credentials, resumption), narration);
  }

  /**
   * Tells how a message is understood.
   *
   * @param rule which rule fitted
   * @param parts what was found in it; in a login it is secret
   */
  public static void tell(Narration narration, String rule, Map<String, String> parts) {
    boolean login = rule.startsWith("login");
    StringBuilder line = new StringBuilder("   understood as ").append(rule);
    parts.forEach(
        (name, text) -> {
          if (login) {
            narration.keepSecret(text);
          }
          line.append("; ").append(name).append(" = ").append(text);
        });
    narration.tell(line.toString());
  }
}
