package dev.holdfast.bootstrap.crash;

/**
 * A command that was given to the daemon, once; the same may be given again.
 *
 * @param order what was commanded
 * @param told what the daemon said
 * @param deed what the gateway has done, by the daemon's words; empty if it did not say
 * @param asked when, as a place in the order of all that was asked and answered
 * @param answered when the answer came; nothing if none came
 * @param answeredMillis the same as time of day
 * @param life which of the daemon's lives it was then
 */
record Given(
    Order order, Told told, String deed, long asked, long answered, long answeredMillis, int life) {

  /** What the daemon says of a command. */
  enum Told {
    ANSWERED,
    REFUSED,
    NOT_SENT,
    UNKNOWN,
    /** It was not there, or the connection broke before it said anything. */
    NOTHING,
    /** Something that no client expects. */
    NONSENSE
  }

  /**
   * A command.
   *
   * @param number its own, from 1
   * @param idempotent whether it may be done twice
   * @param unwanted whether the gateway refuses it
   * @param timeoutMillis how long it may take
   * @param calm whether it is first given when nothing is killed any more
   */
  record Order(
      long number, boolean idempotent, boolean unwanted, long timeoutMillis, boolean calm) {}

  long number() {
    return order.number();
  }

  boolean isTold() {
    return told != Told.NOTHING && told != Told.NONSENSE;
  }

  /** Whether it says the same as another answer. */
  boolean agrees(Given other) {
    return told == other.told && deed.equals(other.deed);
  }

  @Override
  public String toString() {
    return "command "
        + order.number()
        + (order.idempotent() ? " (idempotent" : " (once")
        + (order.unwanted() ? ", unwanted" : "")
        + ", "
        + told
        + (deed.isEmpty() ? "" : " " + deed)
        + " in life "
        + life
        + ")";
  }
}
