package dev.holdfast.adapter.protocol;

import dev.holdfast.adapter.protocol.described.Authorization;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code raw}: no login, WebSocket pings, every message is for the application. */
final class RawProtocol implements SessionProtocol {

  private static final ProtocolProfile PROFILE =
      new ProtocolProfile("raw", false, List.of(), false, HeartbeatMode.PING, false);

  private static final ProtocolSession SESSION = new Session();

  @Override
  public ProtocolProfile profile() {
    return PROFILE;
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return Authorization.AUTO.header(credentials);
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return SESSION;
  }

  /** Remembers nothing, so one serves all links. */
  private static final class Session implements ProtocolSession {

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      // Nobody needs to say anything first.
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      out.notify(text);
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      throw new IllegalStateException("raw has no heartbeat message");
    }
  }
}
