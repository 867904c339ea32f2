package dev.holdfast.adapter.simulation.world;

/**
 * The marks by which answers and data are told apart: each names what it is the answer to, so a
 * mix-up is seen.
 */
final class Stamp {

  /** Parts the text of a notification from its id. */
  private static final char ID = '#';

  private static final String ANSWER = "answer to ";
  private static final String REFUSAL = "refusal of ";

  private Stamp() {}

  static String answerTo(String payload) {
    return ANSWER + payload;
  }

  /** What an answer with this text is the answer to; empty if that cannot be seen. */
  static String answered(String text) {
    return text.startsWith(ANSWER) ? text.substring(ANSWER.length()) : "";
  }

  /** What a refusal with this text refuses; empty if that cannot be seen. */
  static String refused(String text) {
    return text.startsWith(REFUSAL) ? text.substring(REFUSAL.length()) : "";
  }

  static String refusalOf(String payload) {
    return REFUSAL + payload;
  }

  static String dataFor(String payload) {
    return "data for " + payload;
  }

  /** Whom data is about that a payload asks for. */
  static String subjectOf(String payload) {
    return "s-" + payload;
  }

  static String withId(String text, String id) {
    return text + ID + id;
  }

  /** The id in a text; empty if it has none. */
  static String idIn(String text) {
    int at = text.lastIndexOf(ID);
    return at < 0 ? "" : text.substring(at + 1);
  }
}
