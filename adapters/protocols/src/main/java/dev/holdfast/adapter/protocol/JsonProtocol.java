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

/**
 * {@code json}: no login; heartbeat {@code {"type":"ping","timestamp":ms}} answered by {@code
 * {"type":"pong"}}. The gateway may ping us the same way. Everything else is for the application,
 * as it came.
 */
final class JsonProtocol implements SessionProtocol {

  private static final ProtocolProfile PROFILE =
      new ProtocolProfile("json", false, List.of(), false, HeartbeatMode.MESSAGE, true);

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

    private static final String PONG = "{\"type\":\"pong\"}";

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      // Nobody needs to say anything first.
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      switch (JsonType.of(text)) {
        case PING -> out.writeText(PONG);
        case PONG -> out.heartbeatAnswered();
        case OTHER -> out.notify(text);
        case NOT_JSON -> {
          out.malformed("not JSON");
          out.notify(text);
        }
      }
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return "{\"type\":\"ping\",\"timestamp\":" + wallMillis + "}";
    }
  }
}
