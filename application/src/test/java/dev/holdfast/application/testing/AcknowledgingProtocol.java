package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A {@link ScriptedProtocol} whose gateway acknowledges messages: one is written as {@code deliver
 * id payload}, and answered by {@code !answer-to id ok} or {@code !refuse-to id code text}. A
 * payload that begins with {@code cannot} cannot be said.
 */
public final class AcknowledgingProtocol implements SessionProtocol {

  private final ScriptedProtocol scripted;

  /**
   * One without a login.
   *
   * @param maxInFlight how many messages may be on their way
   */
  public AcknowledgingProtocol(int maxInFlight) {
    this.scripted = new ScriptedProtocol(false, List.of(), List.of(), maxInFlight);
  }

  @Override
  public ProtocolProfile profile() {
    return scripted.profile().acknowledging();
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return scripted.handshakeHeaders(credentials);
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return new Session(scripted.newSession(credentials));
  }

  private record Session(ProtocolSession scripted) implements ProtocolSession {

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      scripted.opened(subprotocol, out);
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      if (text.startsWith("!refuse-to ")) {
        String[] parts = text.split(" ", 4);
        out.refused(AnswerTo.key(parts[1]), parts[2], parts[3]);
      } else {
        scripted.textReceived(text, out);
      }
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      scripted.binaryReceived(data, out);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return scripted.heartbeatMessage(wallMillis);
    }

    @Override
    public Expected request(Request request, ProtocolOutputs out) {
      if (!(request instanceof Request.Deliver deliver)) {
        return scripted.request(request, out);
      }
      if (deliver.payload().startsWith("cannot")) {
        return Expected.impossible("there are no words for it");
      }
      out.writeText("deliver " + deliver.id() + " " + deliver.payload());
      return Expected.withKey(deliver.id());
    }
  }
}
