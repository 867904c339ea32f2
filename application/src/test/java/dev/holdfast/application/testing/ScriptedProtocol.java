package dev.holdfast.application.testing;

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
 * A session protocol in which the gateway's text says what the protocol shall do: {@code !accept},
 * {@code !reject why}, {@code !malformed why}, {@code !violated why}, {@code !write text}, {@code
 * !throw}. Every other message is for the application.
 *
 * @param login whether it logs in, by saying {@value #LOGIN}
 * @param says what it says as soon as the link is open
 * @param subprotocols what it offers and requires
 */
public record ScriptedProtocol(boolean login, List<String> says, List<String> subprotocols)
    implements SessionProtocol {

  /** What the client says first where there is a login. */
  public static final String LOGIN = "log me in";

  /** What the gateway says to accept a login. */
  public static final String ACCEPT = "!accept";

  /** The start of what the gateway says to reject a login. */
  public static final String REJECT = "!reject ";

  /** Copies the lists. */
  public ScriptedProtocol {
    says = List.copyOf(says);
    subprotocols = List.copyOf(subprotocols);
  }

  /** Up as soon as the link is open. */
  public static ScriptedProtocol withoutLogin() {
    return new ScriptedProtocol(false, List.of(), List.of());
  }

  /** Up once the gateway has accepted the login. */
  public static ScriptedProtocol withLogin() {
    return new ScriptedProtocol(true, List.of(LOGIN), List.of());
  }

  @Override
  public ProtocolProfile profile() {
    return new ProtocolProfile(
        "scripted", login, subprotocols, !subprotocols.isEmpty(), HeartbeatMode.PING, true);
  }

  /** The token, if there is one, under {@code X-Token}. */
  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return credentials.token().map(token -> Map.of("X-Token", token)).orElse(Map.of());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return new Session(says);
  }

  private record Session(List<String> says) implements ProtocolSession {

    @Override
    public void opened(ProtocolOutputs out) {
      says.forEach(out::writeText);
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      int space = text.indexOf(' ');
      String word = space < 0 ? text : text.substring(0, space);
      String rest = space < 0 ? "" : text.substring(space + 1);
      switch (word) {
        case "!accept" -> out.loginAccepted();
        case "!reject" -> out.loginRejected(rest);
        case "!malformed" -> out.malformed(rest);
        case "!violated" -> out.violated(rest);
        case "!write" -> out.writeText(rest);
        case "!throw" -> throw new IllegalStateException("thrown by the protocol");
        default -> out.notify(text);
      }
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return "heartbeat " + wallMillis;
    }
  }
}
