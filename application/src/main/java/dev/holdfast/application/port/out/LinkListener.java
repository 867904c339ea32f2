package dev.holdfast.application.port.out;

import dev.holdfast.domain.cause.Cause;
import java.nio.ByteBuffer;

/**
 * What a link tells. All calls happen on the link's loop, one at a time, never inside a call to the
 * link; {@link #onEnded} is the last one.
 */
public interface LinkListener {

  /**
   * The opening handshake is done.
   *
   * @param subprotocol the one the gateway selected; empty if none
   */
  void onOpen(String subprotocol);

  /**
   * At least one complete frame arrived, of any kind, control frames included. Called before the
   * messages in it, once for all frames that were read together.
   */
  void onFrames();

  /** A whole text message. */
  void onText(String text);

  /**
   * A whole binary message.
   *
   * @param data valid during the call only
   */
  void onBinary(ByteBuffer data);

  /** A pong arrived (RFC 6455 5.5.3). */
  void onPong();

  /** {@link Link#isWritable()} turned true again. */
  void onWritable();

  /**
   * The link is gone: its socket is closed and everything it held is released. Exactly once, unless
   * {@link Link#abort()} was called before.
   *
   * @param cause why: one of closed-by-gateway, link-lost, connect-refused, dns-failure,
   *     tls-failure, proxy-failure, handshake-rejected, handshake-invalid, protocol-violation
   */
  void onEnded(Cause cause);

  /**
   * Writes lines of the log such that they name the connection whose link this is: a transport does
   * not know it. Called only where a line is written.
   */
  default void log(Runnable lines) {
    lines.run();
  }
}
