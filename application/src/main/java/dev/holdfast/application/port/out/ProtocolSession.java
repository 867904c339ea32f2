package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One link's session: a step function from what happened to outputs.
 *
 * <p>Loop thread only. It starts no thread, reads no clock and keeps no socket; everything it wants
 * is said to the {@link ProtocolOutputs} that come with the call. The payload is the gateway's: a
 * message that makes no sense is reported with {@link ProtocolOutputs#malformed}, never thrown.
 */
public interface ProtocolSession {

  /**
   * The link is open. A protocol in which the client speaks first writes now.
   *
   * @param subprotocol the WebSocket subprotocol that the gateway selected; empty if none
   * @param out where to write
   */
  void opened(String subprotocol, ProtocolOutputs out);

  /** A whole text message arrived. */
  void textReceived(String text, ProtocolOutputs out);

  /**
   * A whole binary message arrived.
   *
   * @param data valid during the call only
   * @param out where to say what it means
   */
  void binaryReceived(ByteBuffer data, ProtocolOutputs out);

  /**
   * Renews the login of a link that is up; asked only of a protocol that can. What the gateway says
   * to it counts as after a login, {@link ProtocolOutputs#loginAccepted} apart, which is not said
   * again.
   *
   * @param credentials newer than those of the login
   * @param out where to write
   */
  default void renew(Credentials credentials, ProtocolOutputs out) {
    throw new IllegalStateException("this session protocol does not renew its login");
  }

  /**
   * What the next link may offer to the gateway so that this session goes on there. Asked when the
   * link is over, if it was up.
   *
   * @return handed to {@link SessionProtocol#newSession(Credentials, Optional)} as it is; may hold
   *     secrets; empty if the session cannot be taken up again
   */
  default Optional<String> resumption() {
    return Optional.empty();
  }

  /**
   * The text of a heartbeat message. Asked only of a protocol that has them.
   *
   * @param wallMillis milliseconds since 1970-01-01T00:00Z
   */
  String heartbeatMessage(long wallMillis);

  /**
   * Puts a request into the protocol's words and writes it; asked only while the connection is up.
   *
   * @param request what is wanted
   * @param out where to write it
   * @return how its answer will be recognised
   */
  default Expected request(Request request, ProtocolOutputs out) {
    return Expected.impossible("the session protocol has no commands");
  }

  /**
   * Answers a call of the gateway's that came on this link.
   *
   * @param call the call
   * @param answer what became of it
   * @param out where to write it
   */
  default void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
    throw new IllegalStateException("this session protocol has no calls");
  }
}
