package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session protocol that passes everything on, with places to put a bug into. */
class PassProtocol implements SessionProtocol {

  private final SessionProtocol honest;

  PassProtocol(SessionProtocol honest) {
    this.honest = honest;
  }

  /** The link is open. */
  void opened(ProtocolSession session, String subprotocol, ProtocolOutputs out) {
    session.opened(subprotocol, out);
  }

  /** A request is put into words. */
  Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
    return session.request(request, out);
  }

  /** A call is answered. */
  void answer(ProtocolSession session, GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
    session.answer(call, answer, out);
  }

  /** Where the session says what a message means. */
  ProtocolOutputs outputs(ProtocolOutputs out) {
    return out;
  }

  @Override
  public ProtocolProfile profile() {
    return honest.profile();
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return honest.handshakeHeaders(credentials);
  }

  @Override
  public Map<String, String> handshakeQuery(Credentials credentials) {
    return honest.handshakeQuery(credentials);
  }

  @Override
  public boolean renewsLogin() {
    return honest.renewsLogin();
  }

  @Override
  public boolean isIdempotent(String command) {
    return honest.isIdempotent(command);
  }

  @Override
  public List<Request.Command> questions() {
    return honest.questions();
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return newSession(credentials, Optional.empty());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials, Optional<String> resumption) {
    return new Session(honest.newSession(credentials, resumption));
  }

  private final class Session implements ProtocolSession {

    private final ProtocolSession session;

    Session(ProtocolSession session) {
      this.session = session;
    }

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      PassProtocol.this.opened(session, subprotocol, out);
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      session.textReceived(text, outputs(out));
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      session.binaryReceived(data, out);
    }

    @Override
    public void renew(Credentials credentials, ProtocolOutputs out) {
      session.renew(credentials, out);
    }

    @Override
    public Optional<String> resumption() {
      return session.resumption();
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return session.heartbeatMessage(wallMillis);
    }

    @Override
    public Expected request(Request request, ProtocolOutputs out) {
      return PassProtocol.this.request(session, request, out);
    }

    @Override
    public void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
      PassProtocol.this.answer(session, call, answer, out);
    }
  }
}
