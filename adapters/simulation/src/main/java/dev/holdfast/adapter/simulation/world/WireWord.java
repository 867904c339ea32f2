package dev.holdfast.adapter.simulation.world;

/** What is said about requests, notifications and calls on the wire of a simulated world. */
enum WireWord {
  /** An answer: key, name, body. */
  ANSWER,
  /** A refusal: key, name, text. */
  REFUSAL,
  /** An error that says nothing about whose it is: text. */
  ERROR,
  /** A request was accepted: key. */
  PROGRESS,
  /** Something that the gateway says by itself: topic, subject, id, text. */
  NOTE,
  /** Something that the gateway wants: key, action. */
  CALL,
  /** What we answer to a call: key. */
  CALL_ANSWER;

  private static final char MARK = '!';
  private static final String SEPARATOR = "|";

  private final String start = MARK + name() + SEPARATOR;

  String text(String... parts) {
    return start + String.join(SEPARATOR, parts);
  }

  boolean begins(String text) {
    return text.startsWith(start);
  }

  /** The parts of a text that begins with this word. */
  String[] parts(String text) {
    return text.substring(start.length()).split("\\|", -1);
  }
}
