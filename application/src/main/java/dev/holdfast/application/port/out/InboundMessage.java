package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;

/** What a sink gets from a connection. */
public sealed interface InboundMessage {

  /** The id of the connection that it came from. */
  String connection();

  /** How much room it takes: characters of text, or bytes of data. */
  long size();

  /**
   * A text message.
   *
   * @param connection where it came from
   * @param topic what it is about, in the words of the session protocol; empty if not known
   * @param subject whom it is about, such as a sensor; empty if not known
   * @param text the whole text
   */
  record Text(String connection, String topic, String subject, String text)
      implements InboundMessage {

    /** One of which nothing but the text is known. */
    public Text(String connection, String text) {
      this(connection, "", "", text);
    }

    @Override
    public long size() {
      return text.length();
    }
  }

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

    @Override
    public long size() {
      return data.remaining();
    }
  }

  /**
   * No message, but a mark between those before a lost link and those after it: what was subscribed
   * to may have told things meanwhile that nobody heard.
   *
   * @param connection which one was down
   * @param downMillis for how long, in milliseconds
   */
  record Gap(String connection, long downMillis) implements InboundMessage {

    @Override
    public long size() {
      return 0;
    }
  }
}
