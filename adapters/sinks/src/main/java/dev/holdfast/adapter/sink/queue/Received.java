package dev.holdfast.adapter.sink.queue;

import dev.holdfast.application.port.out.InboundMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message as sinks see it. The only place that knows how many kinds of messages there are.
 *
 * @param message what arrived
 * @param atMillis when a sink took it, in milliseconds since 1970-01-01T00:00Z
 * @param number its number in the journal; 0 if it comes from none
 */
public record Received(InboundMessage message, long atMillis, long number) {

  /** One that is in no journal. */
  public Received(InboundMessage message, long atMillis) {
    this(message, atMillis, 0);
  }

  /** The id of the connection that it came from. */
  public String connection() {
    return message.connection();
  }

  /** Whether it is text, as a gap is too; otherwise it is binary. */
  public boolean isText() {
    return !(message instanceof InboundMessage.Binary);
  }

  /** What it is about, in the words of the session protocol; empty if not known. */
  public String topic() {
    return message instanceof InboundMessage.Text text ? text.topic() : "";
  }

  /** Whom it is about; empty if not known. */
  public String subject() {
    return message instanceof InboundMessage.Text text ? text.subject() : "";
  }

  /**
   * The text; of a gap, {@code {"holdfast":"gap","downMillis":1234}}.
   *
   * @throws IllegalStateException if it is binary
   */
  public String text() {
    if (message instanceof InboundMessage.Text text) {
      return text.text();
    }
    if (message instanceof InboundMessage.Gap gap) {
      return "{\"holdfast\":\"gap\",\"downMillis\":" + gap.downMillis() + "}";
    }
    throw new IllegalStateException("a binary message has no text");
  }

  /** The content: the bytes of a binary message, or the UTF-8 of a text. A copy. */
  public byte[] bytes() {
    if (message instanceof InboundMessage.Binary binary) {
      ByteBuffer data = binary.data().duplicate();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      return bytes;
    }
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** How much room it takes; a character counts as a byte, so that nobody has to encode it. */
  int size() {
    return message instanceof InboundMessage.Binary binary
        ? binary.data().remaining()
        : text().length();
  }
}
