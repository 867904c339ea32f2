package dev.holdfast.application.testing.transport;

import java.util.List;

/**
 * The gateway's side of one connection, at the level of messages. Called by the test, off the loop.
 *
 * <p>Until told otherwise it answers pings, and answers a close frame with the same and a FIN.
 */
public interface GatewaySide {

  /** Sends text messages, close enough together to be read at once. */
  void sendTexts(String... texts);

  /** Sends one text message in two fragments with a ping between them. */
  void sendAroundPing(String first, String ping, String second);

  /** Sends one binary message. */
  void sendBinary(byte... data);

  /** Sends a ping. */
  void sendPing(String payload);

  /** Sends a pong that nobody asked for. */
  void sendPong();

  /**
   * Sends a close frame and leaves the rest to the test, who waits for the answer and calls {@link
   * #fin}.
   *
   * @param code 1005 stands for none
   * @param reason its text
   */
  void sendClose(int code, String reason);

  /** Sends what RFC 6455 does not allow. */
  void sendNonsense();

  /** Ends its side of the TCP connection in order. */
  void fin();

  /** Resets the TCP connection. */
  void reset();

  /** From now on reads, but answers nothing by itself. */
  void fallSilent();

  /** From now on does not even read. */
  void freeze();

  /** Reads again, also what had to wait, and answers nothing by itself. */
  void thaw();

  /**
   * What came from the client, in order: {@code text hello}, {@code binary 0a0b}, {@code ping 08},
   * {@code pong 08} (payloads in hexadecimal digits), {@code close 1000 bye}, {@code close} if it
   * carries no code.
   */
  List<String> received();

  /** How many frames came from the client. */
  int receivedCount();

  /** Whether the opening handshake has arrived. */
  boolean dialled();

  /** Whether the client has ended the TCP connection, in whatever way. */
  boolean clientGone();
}
