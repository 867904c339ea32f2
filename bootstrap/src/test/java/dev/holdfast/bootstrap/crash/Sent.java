package dev.holdfast.bootstrap.crash;

/**
 * A message that the producer asked the daemon to send.
 *
 * @param number its own, from 1
 * @param kind what is promised of it
 * @param key which value it is; empty if it is none
 * @param id that the producer gave it; empty if it left that to the daemon
 * @param fate what the daemon said
 * @param asked when, as a place in the order of all that the producers did
 * @param answered when the answer came; nothing if none came
 * @param round how many times something had been killed by then
 */
record Sent(
    long number,
    Kind kind,
    String key,
    String id,
    Fate fate,
    long asked,
    long answered,
    int round) {

  /** When an answer came that did not come. */
  static final long NEVER = Long.MAX_VALUE;

  /** What is promised of a message, and what the gateway does to it. */
  enum Kind {
    /** Arrives at least once. */
    AT_LEAST_ONCE,
    /** The gateway refuses it for good: arrives, and ends among the dead letters. */
    UNWANTED,
    /** The last of its key arrives. */
    LATEST_VALUE,
    /** May be lost, comes once at most. */
    BEST_EFFORT,
    /** Larger than the outbox: refused. */
    TOO_LARGE;

    /** The class, as the control API names it. */
    String label() {
      return switch (this) {
        case AT_LEAST_ONCE, UNWANTED, TOO_LARGE -> "at-least-once";
        case LATEST_VALUE -> "latest-value";
        case BEST_EFFORT -> "best-effort";
      };
    }
  }

  /** What the daemon said to it. */
  enum Fate {
    ACCEPTED,
    /** It said no. */
    REFUSED,
    /** It was not there. */
    NOT_REACHED,
    /** The connection broke before it said anything. */
    UNKNOWN
  }

  /** Whether nothing of it may ever arrive. */
  boolean mustNotArrive() {
    return fate == Fate.REFUSED || fate == Fate.NOT_REACHED;
  }

  boolean accepted() {
    return fate == Fate.ACCEPTED;
  }

  @Override
  public String toString() {
    return "message "
        + number
        + " ("
        + kind
        + (key.isEmpty() ? "" : " " + key)
        + ", "
        + fate
        + " in round "
        + round
        + ")";
  }
}
