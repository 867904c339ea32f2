package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.Optional;

/**
 * A link that speaks a protocol with a gateway made of lines. Quotes are written as apostrophes.
 */
final class Dialogue {

  static final Credentials PASSWORD =
      new Credentials(Optional.of("a@b.test"), Optional.of("pw\"1"), Optional.empty());

  static final Credentials TOKEN =
      new Credentials(Optional.empty(), Optional.empty(), Optional.of("abc.def"));

  private final SessionProtocol protocol;
  private final Credentials credentials;
  private final ProtocolSession session;
  private final RecordedOutputs out = new RecordedOutputs();

  Dialogue(SessionProtocol protocol, Credentials credentials) {
    this(protocol, credentials, Optional.empty());
  }

  private Dialogue(SessionProtocol protocol, Credentials credentials, Optional<String> resumption) {
    this.protocol = protocol;
    this.credentials = credentials;
    this.session = protocol.newSession(credentials, resumption);
  }

  static Dialogue with(String protocol, Credentials credentials) {
    return new Dialogue(Protocols.byName(protocol).orElseThrow(), credentials);
  }

  /** The link opens; exactly this follows. */
  Dialogue opens(String... expected) {
    return opensWith("", expected);
  }

  /** The link opens with a subprotocol; exactly this follows. */
  Dialogue opensWith(String subprotocol, String... expected) {
    session.opened(subprotocol, out);
    return follows(expected);
  }

  /** The link is lost, and another one made. */
  Dialogue nextLink() {
    return new Dialogue(protocol, credentials, session.resumption());
  }

  /** Whether the session can be taken up on another link. */
  boolean isResumable() {
    return session.resumption().isPresent();
  }

  /** The gateway sends a text; exactly this follows. */
  Dialogue receives(String text, String... expected) {
    session.textReceived(text.replace('\'', '"'), out);
    return follows(expected);
  }

  /** A command is asked for; exactly this follows. */
  Dialogue commands(String name, String payload, Expected answer, String... expected) {
    return asks(new Request.Command(name, payload.replace('\'', '"')), answer, expected);
  }

  /** A subscription is asked for; exactly this follows. */
  Dialogue subscribes(String name, String payload, Expected answer, String... expected) {
    return asks(new Request.Subscribe(name, payload.replace('\'', '"')), answer, expected);
  }

  /** A message is to be delivered; exactly this follows. */
  Dialogue delivers(String id, String payload, Expected answer, String... expected) {
    return asks(new Request.Deliver(id, payload.replace('\'', '"')), answer, expected);
  }

  private Dialogue asks(Request request, Expected answer, String... expected) {
    assertThat(session.request(request, out)).isEqualTo(answer);
    return follows(expected);
  }

  /** The login is renewed; exactly this follows. */
  Dialogue renews(Credentials newer, String... expected) {
    session.renew(newer, out);
    return follows(expected);
  }

  /** The last call of the gateway's is answered; exactly this follows. */
  Dialogue answers(CallAnswer answer, String... expected) {
    session.answer(out.lastCall(), answer, out);
    return follows(expected);
  }

  /** A heartbeat is due. */
  Dialogue beats(String expected) {
    assertThat(session.heartbeatMessage(1_795_000_000_123L)).isEqualTo(expected.replace('\'', '"'));
    return this;
  }

  private Dialogue follows(String... expected) {
    String[] lines = new String[expected.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = expected[i].replace('\'', '"');
    }
    out.assertExactly(lines);
    return this;
  }
}
