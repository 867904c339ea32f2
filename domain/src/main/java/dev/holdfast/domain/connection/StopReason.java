package dev.holdfast.domain.connection;

/** Why a connection stays closed: the difference an operator, and the exit code, cares about. */
public enum StopReason {
  /** The user asked, and the socket was closed in good order (or there was none). */
  AS_ASKED,
  /** The user asked, but the gateway did not answer the close, so the socket was aborted. */
  FORCED,
  /** The gateway closed normally (1000). */
  CLOSED_NORMALLY,
  /** The gateway does not want us: policy, credentials, or a row of the table that says stop. */
  REJECTED,
  /** The limit of reconnect attempts is reached. */
  ATTEMPTS_USED_UP
}
