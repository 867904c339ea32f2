package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;

/** An application message from a gateway. */
public sealed interface InboundMessage {

  /** The id of the connection that it came from. */
  String connection();

  /**
   * A text message.
   *
   * @param connection where it came from
   * @param text the whole text
   */
  record Text(String connection, String text) implements InboundMessage {}

  /**
   * A binary message.
   *
   * @param connection where it came from
   * @param data the whole message, read-only, its own copy
   */
  record Binary(String connection, ByteBuffer data) implements InboundMessage {

    /** Hides the content from writers. */
    public Binary {
      data = data.asReadOnlyBuffer();
    }
  }
}
