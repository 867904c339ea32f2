package dev.holdfast.domain.connection;

/** The kinds of event: the columns of the reaction table. */
public enum EventKind {
  /** See {@link Event.Connect}. */
  CONNECT(false),
  /** See {@link Event.Disconnect}. */
  DISCONNECT(false),
  /** See {@link Event.ReconnectNow}. */
  RECONNECT_NOW(false),
  /** See {@link Event.HandshakeCompleted}. */
  HANDSHAKE_COMPLETED(true),
  /** See {@link Event.LoginAccepted}. */
  LOGIN_ACCEPTED(true),
  /** See {@link Event.FrameReceived}. */
  FRAME_RECEIVED(true),
  /** See {@link Event.HeartbeatWritten}. */
  HEARTBEAT_WRITTEN(true),
  /** See {@link Event.GivenUp}. */
  GIVEN_UP(true),
  /** See {@link Event.Ended}. */
  ENDED(true),
  /** See {@link Event.DeadlineReached}. */
  DEADLINE_REACHED(false);

  private final boolean ofAttempt;

  EventKind(boolean ofAttempt) {
    this.ofAttempt = ofAttempt;
  }

  /** Whether events of this kind are {@link Event.OfAttempt}. */
  boolean ofAttempt() {
    return ofAttempt;
  }
}
