package dev.holdfast.application.port.out;

/**
 * How a command ended, as it is recorded.
 *
 * @param kind in which way
 * @param code the gateway's code of a refusal; empty otherwise
 * @param text the answer, the gateway's words of a refusal, or why there is none
 */
public record RecordedOutcome(Kind kind, String code, String text) {

  /** The four ways in which a command ends. */
  public enum Kind {
    /** The gateway did it. */
    ANSWERED,
    /** The gateway said that it did not. */
    REFUSED,
    /** It never left. */
    NOT_SENT,
    /** It left, and nothing is known of what became of it. */
    UNKNOWN
  }
}
