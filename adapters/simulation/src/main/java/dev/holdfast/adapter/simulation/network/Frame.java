package dev.holdfast.adapter.simulation.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One WebSocket frame, as far as a simulation cares.
 *
 * @param kind what it is
 * @param text the text, the close reason or the subprotocol; empty otherwise
 * @param data the payload of the other kinds; read-only
 * @param code the close code; 0 otherwise
 * @param last whether it ends its message (RFC 6455 5.4)
 */
public record Frame(Kind kind, String text, ByteBuffer data, int code, boolean last) {

  /** The kinds of frame. */
  public enum Kind {
    /** A text, or its first fragment. */
    TEXT,
    /** Data. */
    BINARY,
    /** A further fragment of a text. */
    CONTINUATION,
    /** A ping. */
    PING,
    /** A pong. */
    PONG,
    /** A close frame. */
    CLOSE,
    /** What RFC 6455 does not allow. */
    NONSENSE,
    /** The accepting answer to the opening handshake. */
    ACCEPTANCE
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final int HEADER_BYTES = 6;

  /** A whole text. */
  public static Frame text(String text) {
    return new Frame(Kind.TEXT, text, NOTHING, 0, true);
  }

  /** The first fragment of a text. */
  public static Frame textBegins(String text) {
    return new Frame(Kind.TEXT, text, NOTHING, 0, false);
  }

  /** The last fragment of a text. */
  public static Frame textEnds(String text) {
    return new Frame(Kind.CONTINUATION, text, NOTHING, 0, true);
  }

  /** Whole data; copied. */
  public static Frame binary(ByteBuffer data) {
    return new Frame(Kind.BINARY, "", copy(data), 0, true);
  }

  /** A ping; its payload is copied. */
  public static Frame ping(ByteBuffer payload) {
    return new Frame(Kind.PING, "", copy(payload), 0, true);
  }

  /** A ping with a text as payload. */
  public static Frame ping(String payload) {
    return ping(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
  }

  /** A pong; its payload is copied. */
  public static Frame pong(ByteBuffer payload) {
    return new Frame(Kind.PONG, "", copy(payload), 0, true);
  }

  /**
   * A close frame.
   *
   * @param code 1005 stands for none
   * @param reason its text
   */
  public static Frame close(int code, String reason) {
    return new Frame(Kind.CLOSE, reason, NOTHING, code, true);
  }

  /** A frame that breaks the protocol. */
  public static Frame nonsense() {
    return new Frame(Kind.NONSENSE, "", NOTHING, 0, true);
  }

  static Frame acceptance(String subprotocol) {
    return new Frame(Kind.ACCEPTANCE, subprotocol, NOTHING, 0, true);
  }

  /** Bytes on the wire, roughly. */
  public int size() {
    return HEADER_BYTES + text.length() + data.remaining();
  }

  /** {@code text hello}, {@code binary 0a0b}, {@code ping 08}, {@code close 1000 bye}. */
  @Override
  public String toString() {
    return switch (kind) {
      case TEXT, CONTINUATION -> "text " + text;
      case BINARY -> "binary " + hex();
      case PING -> "ping " + hex();
      case PONG -> "pong " + hex();
      case CLOSE -> code == 1005 ? "close" : "close " + code + " " + text;
      case NONSENSE -> "nonsense";
      case ACCEPTANCE -> "acceptance " + text;
    };
  }

  private String hex() {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static ByteBuffer copy(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    copy.put(data.duplicate()).flip();
    return copy.asReadOnlyBuffer();
  }
}
