package dev.holdfast.application.port.out;

/** What an answer says about the request that it belongs to. */
public sealed interface AnswerTo {

  /** Nothing but its turn: the oldest request that is answered in order. */
  AnswerTo OLDEST = new Oldest("");

  /** Nothing at all, though the gateway does not answer in order either. */
  AnswerTo ANYBODY = new Anybody();

  /** It carries the key of the request. */
  static AnswerTo key(String key) {
    return new Key(key);
  }

  /** Its turn, and the name of the request; empty if the gateway left it out. */
  static AnswerTo oldestNamed(String name) {
    return new Oldest(name);
  }

  /**
   * It carries the key of the request.
   *
   * @param key as expected by {@link Expected.WithKey}
   */
  record Key(String key) implements AnswerTo {}

  /**
   * Its turn.
   *
   * @param name the name of the request, to be on the safe side; empty if it is not told
   */
  record Oldest(String name) implements AnswerTo {}

  /**
   * Whoever is the only one in flight; nobody if there are several, or if it may be the late answer
   * to one whose time was over.
   */
  record Anybody() implements AnswerTo {}
}
