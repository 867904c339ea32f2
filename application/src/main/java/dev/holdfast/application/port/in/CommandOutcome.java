package dev.holdfast.application.port.in;

/** How a command ended: in exactly one of these ways, once. */
public sealed interface CommandOutcome {

  /**
   * The gateway did it.
   *
   * @param body its answer, mostly JSON text; empty if the protocol has no answers
   */
  record Answered(String body) implements CommandOutcome {}

  /**
   * The gateway answered that it did not.
   *
   * @param code its code; empty if it has none
   * @param text its words
   */
  record Refused(String code, String text) implements CommandOutcome {}

  /**
   * It never left: the gateway does not know of it.
   *
   * @param why a sentence for people
   */
  record NotSent(String why) implements CommandOutcome {}

  /**
   * It left, and nothing is known of what became of it: the gateway may have done it or not.
   *
   * @param why a sentence for people
   */
  record Unknown(String why) implements CommandOutcome {}
}
