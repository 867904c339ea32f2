package dev.holdfast.application.port.in;

import java.nio.ByteBuffer;

/** An application message for the gateway. */
public sealed interface OutboundMessage {

  /** How much of the outbox it takes: bytes of data, or characters of text. */
  long size();

  /**
   * A text message.
   *
   * @param text the whole text
   */
  record Text(String text) implements OutboundMessage {
    @Override
    public long size() {
      return text.length();
    }
  }

  /**
   * A binary message.
   *
   * @param data the whole message; copied
   */
  record Binary(ByteBuffer data) implements OutboundMessage {

    /** Copies the data. */
    public Binary {
      ByteBuffer copy = ByteBuffer.allocate(data.remaining());
      copy.put(data.duplicate());
      data = copy.flip().asReadOnlyBuffer();
    }

    @Override
    public long size() {
      return data.remaining();
    }
  }
}
