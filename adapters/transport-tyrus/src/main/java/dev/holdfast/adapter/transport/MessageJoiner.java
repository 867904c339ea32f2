package dev.holdfast.adapter.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Joins the fragments of a message. Its bound is the guard's, which refuses the fragment that would
 * make a message too long before it gets here. Loop thread only.
 */
final class MessageJoiner {

  /** Who gets whole messages. */
  interface Receiver {

    /** A whole text message. */
    void text(String message);

    /** A whole binary message, valid during the call only. */
    void binary(ByteBuffer message);
  }

  private final Receiver receiver;
  private StringBuilder text = new StringBuilder(0);
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

  MessageJoiner(Receiver receiver) {
    this.receiver = receiver;
  }

  void text(String part, boolean last) {
    if (!last) {
      text.append(part);
    } else if (text.length() == 0) {
      receiver.text(part);
    } else {
      String whole = text.append(part).toString();
      // An idle link keeps no buffer.
      text = new StringBuilder(0);
      receiver.text(whole);
    }
  }

  void binary(byte[] part, boolean last) {
    if (!last) {
      bytes.writeBytes(part);
    } else if (bytes.size() == 0) {
      receiver.binary(ByteBuffer.wrap(part));
    } else {
      bytes.writeBytes(part);
      ByteBuffer whole = ByteBuffer.wrap(bytes.toByteArray());
      bytes = new ByteArrayOutputStream(0);
      receiver.binary(whole);
    }
  }
}
