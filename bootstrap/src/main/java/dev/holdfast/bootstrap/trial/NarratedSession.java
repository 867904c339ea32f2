package dev.holdfast.bootstrap.trial;

import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One link's session that tells everything it does. On its loop. */
final class NarratedSession implements ProtocolSession {

  private final ProtocolSession session;
  private final Narration narration;

  NarratedSession(ProtocolSession session, Narration narration) {
    this.session = session;
    this.narration = narration;
  }

  @Override
  public void opened(String subprotocol, ProtocolOutputs out) {
    session.opened(subprotocol, narrated(out));
  }

  @Override
  public void textReceived(String text, ProtocolOutputs out) {
    narration.allAtOnce(
        () -> {
          narration.tell("<- " + text);
          session.textReceived(text, narrated(out));
        });
  }

  @Override
  public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
    narration.tell("<- binary, " + data.remaining() + " bytes");
    session.binaryReceived(data, narrated(out));
  }

  @Override
  public void renew(Credentials credentials, ProtocolOutputs out) {
    narration.tell("   the login is renewed");
    session.renew(credentials, narrated(out));
  }

  @Override
  public Optional<String> resumption() {
    return session.resumption();
  }

  @Override
  public String heartbeatMessage(long wallMillis) {
    String message = session.heartbeatMessage(wallMillis);
    narration.tell("-> heartbeat " + message);
    return message;
  }

  @Override
  public Expected request(Request request, ProtocolOutputs out) {
    Expected expected = session.request(request, narrated(out));
    narration.tell("   " + words(expected));
    return expected;
  }

  @Override
  public void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
    session.answer(call, answer, narrated(out));
  }

  private ProtocolOutputs narrated(ProtocolOutputs out) {
    return new NarratedOutputs(out, narration);
  }

  private static String words(Expected expected) {
    if (expected instanceof Expected.WithKey withKey) {
      return "expecting an answer with the key " + withKey.key();
    }
    if (expected instanceof Expected.Impossible impossible) {
      return "not sent: " + impossible.why();
    }
    return expected instanceof Expected.InOrder
        ? "expecting the next answer"
        : "expecting no answer";
  }
}
