package dev.holdfast.adapter.simulation.model;

/** What must hold: first of every step, then of every run. */
enum Property {
  /** Link by link. */
  ONE_LINK("never two live links, and a link exactly in the states that have one"),
  /** Nobody dials unasked. */
  NO_ATTEMPT_AFTER_STOP("no attempt after a stop until the connection is asked for again"),
  /** The chart and the table. */
  LEGAL_TRANSITIONS("only transitions that the chart and the table have, one after the other"),
  /** Retries keep to the policy. */
  BOUNDED_DELAYS("no delay outside the bounds of its verdict"),
  /** The limit of the policy. */
  LIMITED_ATTEMPTS("no retry beyond the limit, and no stop by the limit before it"),
  /** One date, and nothing before it. */
  ONE_RETRY("at most one retry is planned, and none starts before its time"),
  /** Where something is waited for there is a date, and it holds. */
  DEADLINES("a state that waits has a deadline within its bound, which is not put off"),
  /** The stability gate. */
  FAILURES_LAST("failures are forgotten only once stable, or when the user starts over"),
  /** Fresh ones are asked for when the old were rejected, and not otherwise. */
  FRESH_CREDENTIALS("after a rejection, and only then, fresh credentials are asked for"),
  /** Late, impossible and needless events. */
  IGNORED_CHANGES_NOTHING("what is ignored is counted and changes nothing"),
  /** Numbers, codes and texts of effects. */
  WELL_FORMED("every effect is about the present link and can be carried out"),
  /** Our own bugs. */
  NOTHING_THROWS("nothing throws"),

  /** Liveness of the connection. */
  COMES_UP("while it is wanted and the gateway answers, every run comes up"),
  /** Liveness of a stop. */
  ENDS("after a stop every run ends, within the close timeout"),
  /** Liveness of every wait for an answer. */
  GIVES_UP("a gateway that says nothing is given up in every run");

  private final String words;

  Property(String words) {
    this.words = words;
  }

  /** The property in plain words. */
  String words() {
    return words;
  }
}
