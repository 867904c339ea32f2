package dev.holdfast.adapter.protocol.described;

/**
 * How messages lie in WebSocket messages.
 *
 * @param kind which way
 * @param terminator what ends a message, for {@link Kind#TERMINATED}; empty otherwise
 */
public record Framing(Kind kind, String terminator) {

  /** The ways there are. */
  public enum Kind {
    /** One in each. */
    ONE,
    /** One, or an array of them. */
    ONE_OR_ARRAY,
    /** One on each line. */
    LINES,
    /** Each is ended by a character. */
    TERMINATED
  }

  /** One message in each WebSocket message. */
  public static final Framing ONE = new Framing(Kind.ONE, "");

  /** How a message of ours is written. */
  String framed(String message) {
    return terminator.isEmpty() ? message : message + terminator;
  }
}
