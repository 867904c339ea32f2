package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;

/**
 * One attempt's socket, from the first DNS query until it is gone. Loop thread only.
 *
 * <p>Writes go out in the order in which they were given, batched into one flush per turn of the
 * loop. Each takes a callback that runs on the loop once the bytes were handed to the operating
 * system, never inside the call; it does not run when the link ends before. Writing on a link that
 * is not open, or no longer, is harmless and does nothing.
 */
public interface Link {

  /**
   * Sends one text message.
   *
   * @param text the whole message
   * @param written runs once it has left
   */
  void sendText(String text, Runnable written);

  /**
   * Sends one binary message.
   *
   * @param data the whole message; copied before the call returns
   * @param written runs once it has left
   */
  void sendBinary(ByteBuffer data, Runnable written);

  /**
   * Sends a ping (RFC 6455 5.5.2).
   *
   * @param payload at most 125 bytes
   * @param written runs once it has left
   */
  void sendPing(ByteBuffer payload, Runnable written);

  /** Whether more may be written now. When false, {@link LinkListener#onWritable()} will follow. */
  boolean isWritable();

  /**
   * Stops reading from the socket, so that TCP slows the gateway down, and stops delivering: frames
   * that were read already wait, and so does the news of an orderly end that came after them.
   * Calling it again changes nothing.
   */
  void pauseReading();

  /** Delivers what waits, in a later task, and reads again. */
  void resumeReading();

  /**
   * Starts the closing handshake (RFC 6455 7.1.2): sends a close frame and goes on reading. {@link
   * LinkListener#onEnded} follows when the gateway has answered or ended the TCP connection. Waits
   * without limit: whoever closes aborts when the time is over. Before the handshake is done it is
   * the same as {@link #abort()}.
   *
   * @param code a close code that may be sent
   * @param reason at most 123 bytes of UTF-8
   */
  void close(int code, String reason);

  /**
   * Ends the link at once, from any state: no close frame, no waiting. The socket is released
   * before the call returns; the listener is not called any more.
   */
  void abort();
}
