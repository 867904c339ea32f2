package dev.holdfast.application.port.out;

/** What a session expects after a {@link Request}. */
public sealed interface Expected {

  /** The gateway will not answer: done, once written. */
  Expected NO_ANSWER = new NoAnswer();

  /** The gateway answers in the order in which it was asked. */
  Expected IN_ORDER = new InOrder();

  /** The answer will carry a key. */
  static Expected withKey(String key) {
    return new WithKey(key);
  }

  /**
   * Nothing was written: the protocol has no words for this.
   *
   * @param why the reason, one sentence for people
   */
  static Expected impossible(String why) {
    return new Impossible(why);
  }

  /** The gateway will not answer. */
  record NoAnswer() implements Expected {}

  /** The gateway answers in the order in which it was asked. */
  record InOrder() implements Expected {}

  /**
   * The answer will carry a key.
   *
   * @param key unique among what is in flight on this link
   */
  record WithKey(String key) implements Expected {}

  /**
   * Nothing was written.
   *
   * @param why the reason, one sentence for people
   */
  record Impossible(String why) implements Expected {}
}
