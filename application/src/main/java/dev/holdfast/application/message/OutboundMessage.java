package dev.holdfast.application.message;

import java.nio.ByteBuffer;

/** An application message for the gateway. */
public sealed interface OutboundMessage {

  /** What is promised of it. */
  Delivery delivery();

  /** How much of the outbox it takes: bytes of data, or characters of text. */
  long size();

  /**
   * A text message.
   *
   * @param text the whole text
   * @param delivery what is promised of it
   */
  record Text(String text, Delivery delivery) implements OutboundMessage {

    /** One that is delivered at least once. */
    public Text(String text) {
      this(text, Delivery.AT_LEAST_ONCE);
    }

    @Override
    public long size() {
      return text.length();
    }
  }

  /**
   * A binary message.
   *
   * @param data the whole message; copied
   * @param delivery what is promised of it
   */
  record Binary(ByteBuffer data, Delivery delivery) implements OutboundMessage {

    /** Copies the data. */
    public Binary {
      ByteBuffer copy = ByteBuffer.allocate(data.remaining());
      copy.put(data.duplicate());
      data = copy.flip().asReadOnlyBuffer();
    }

    /** One that is delivered at least once. */
    public Binary(ByteBuffer data) {
      this(data, Delivery.AT_LEAST_ONCE);
    }

    @Override
    public long size() {
      return data.remaining();
    }
  }
}
