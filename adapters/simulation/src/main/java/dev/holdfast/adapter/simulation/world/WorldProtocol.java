package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The session protocol of a simulated world, in which the gateway says what is to happen.
 *
 * @param login whether it logs in, by saying {@value #LOGIN}
 */
record WorldProtocol(boolean login) implements SessionProtocol {

  static final String LOGIN = "login";
  static final String ACCEPT = "!accept";
  static final String REJECT = "!reject";
  static final String MALFORMED = "!malformed";
  static final String VIOLATED = "!violated";
  static final String ECHO = "!echo";
  static final String THROW = "!throw";
  static final String HEARTBEAT = "heartbeat";
  static final String TOKEN_HEADER = "X-Token";

  /** Thrown where a fault of user code is wanted. */
  static final class PlantedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlantedFailure(String message) {
      super(message);
    }
  }

  @Override
  public ProtocolProfile profile() {
    return new ProtocolProfile("world", login, List.of(), false, HeartbeatMode.PING, true);
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return credentials.token().map(token -> Map.of(TOKEN_HEADER, token)).orElse(Map.of());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return new Session(login);
  }

  private record Session(boolean login) implements ProtocolSession {

    @Override
    public void opened(ProtocolOutputs out) {
      if (login) {
        out.writeText(LOGIN);
      }
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      switch (text) {
        case ACCEPT -> out.loginAccepted();
        case REJECT -> out.loginRejected("not today");
        case MALFORMED -> out.malformed("nonsense");
        case VIOLATED -> out.violated("a rule");
        case ECHO -> out.writeText("echo");
        case THROW -> throw new PlantedFailure("thrown by the protocol");
        default -> out.notify(text);
      }
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return HEARTBEAT;
    }
  }
}
