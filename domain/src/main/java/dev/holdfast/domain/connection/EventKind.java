package dev.holdfast.domain.connection;

/** The kinds of event: the columns of the reaction table. */
public enum EventKind {
  /** See {@link Event.Connect}. */
  CONNECT,
  /** See {@link Event.Disconnect}. */
  DISCONNECT,
  /** See {@link Event.ReconnectNow}. */
  RECONNECT_NOW,
  /** See {@link Event.HandshakeCompleted}. */
  HANDSHAKE_COMPLETED,
  /** See {@link Event.LoginAccepted}. */
  LOGIN_ACCEPTED,
  /** See {@link Event.FrameReceived}. */
  FRAME_RECEIVED,
  /** See {@link Event.HeartbeatWritten}. */
  HEARTBEAT_WRITTEN,
  /** See {@link Event.GivenUp}. */
  GIVEN_UP,
  /** See {@link Event.Ended}. */
  ENDED,
  /** See {@link Event.DeadlineReached}. */
  DEADLINE_REACHED
}
