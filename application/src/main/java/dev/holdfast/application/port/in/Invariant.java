package dev.holdfast.application.port.in;

/** What must hold at any moment, and is looked at while the daemon runs. */
public enum Invariant {
  /** The event loop of every connection turns. */
  LOOP_TURNS("loop-turns"),
  /** What a connection waits for happens when it is due. */
  DEADLINE_KEPT("deadline-kept"),
  /**
   * A connection that has something to wait for has a timer for it, and one that is to come back
   * waits.
   */
  TIMER_ARMED("timer-armed"),
  /**
   * Connecting and closing take no longer than they may, and the pause between attempts neither.
   */
  STATE_IN_TIME("state-in-time"),
  /** A connection has one open link at most, and none where its state says so. */
  ONE_LINK("one-link"),
  /** A gateway that says nothing for longer than the heartbeat allows is given up. */
  DEAD_PEER_NOTICED("dead-peer-noticed"),
  /** No attempt begins once the end of the process was asked for. */
  NO_ATTEMPT_AT_THE_END("no-attempt-at-the-end"),
  /** No more messages are on their way than were accepted. */
  MESSAGES_ACCOUNTED("messages-accounted"),
  /** These are looked at. */
  AUDIT_RUNS("audit-runs");

  private final String id;

  Invariant(String id) {
    this.id = id;
  }

  /** Its stable name, as it is in logs, metrics and answers. */
  public String id() {
    return id;
  }
}
