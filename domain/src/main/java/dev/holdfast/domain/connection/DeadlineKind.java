package dev.holdfast.domain.connection;

/** What a connection can be waiting for. At most one of each; the outside sees the earliest. */
public enum DeadlineKind {
  /** When the next attempt starts. */
  BACKOFF,
  /** When an attempt is given up. */
  CONNECT_TIMEOUT,
  /** When an unanswered login is given up. */
  LOGIN_TIMEOUT,
  /** When silence has lasted so long that a heartbeat is sent. */
  HEARTBEAT_DUE,
  /** When buffered input has been read after a late timer and the probe is sent. */
  INPUT_DRAINED,
  /** When a silent gateway is given up. */
  HEARTBEAT_TIMEOUT,
  /** When the connection has lasted so long that the backoff starts over. */
  STABLE_AFTER,
  /** When the connection is replaced by a new one. */
  MAXIMUM_LIFETIME,
  /** When an unanswered close is given up. */
  CLOSE_TIMEOUT
}
