package dev.holdfast.adapter.simulation.world;

/**
 * The marks by which answers and data are told apart: each names what it is the answer to, so a
 * mix-up is seen.
 */
final class Stamp {

  /** Parts the text of a notification from its id. */
  private static final char ID = '#';

  private Stamp() {}

  static String answerTo(String payload) {
    return "answer to " + payload;
  }

  static String refusalOf(String payload) {
    return "refusal of " + payload;
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
