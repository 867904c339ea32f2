package dev.holdfast.adapter.simulation.world;

/** The promises that are checked after every step, in the words of the design. */
public enum Promise {
  /** At most one socket at any time. */
  ONE_SOCKET("never two live sockets for one connection"),
  /** At most one timer, so at most one planned retry. */
  ONE_TIMER("never more than one pending timer"),
  /** Once an end was asked for, nothing starts. */
  NO_ATTEMPT_AFTER_STOP("no attempt starts after a stop was asked for"),
  /** Socket, timer and state are gone in time. */
  ENDS_IN_TIME("the end comes within the time that was given"),
  /** Liveness. */
  COMES_UP("up within connect timeout + cap + close timeout once the faults have ended"),
  /** Half-open links do not stay. */
  NOTICES_DEATH("a dead gateway is noticed within heartbeat interval + timeout"),
  /** Nothing that was accepted is lost by us or changes its place. */
  KEEPS_MESSAGES("accepted messages are sent in order, or still stored"),
  /** Transitions follow the table and each other. */
  LEGAL_TRANSITIONS("only transitions that the table has, one after the other"),
  /** What comes from an older attempt changes nothing. */
  STALE_IS_COUNTED("an event of an older attempt is counted and changes nothing"),
  /** Retries keep to the policy. */
  BOUNDED_DELAYS("no delay above the bound of its verdict"),
  /** Our own bugs. */
  NO_INTERNAL_ERROR("no internal error");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /** The promise in plain words. */
  public String words() {
    return words;
  }
}
