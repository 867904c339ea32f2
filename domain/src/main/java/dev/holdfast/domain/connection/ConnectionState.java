package dev.holdfast.domain.connection;

/**
 * Where a connection is.
 *
 * <pre>
 * DISCONNECTED --connect | backoff over--> CONNECTING --handshake done--> CONNECTED --login accepted--> AUTHENTICATED
 * CONNECTING --failed | timed out | shut down--> CLOSED
 * CONNECTED, AUTHENTICATED --we close--> CLOSING --gateway's close | close timeout--> CLOSED
 * CONNECTED, AUTHENTICATED --gateway closed | link lost | heartbeat timed out--> CLOSED
 * CLOSED --verdict: reconnect--> DISCONNECTED        CLOSED --verdict: stop--> stays
 * DISCONNECTED --shut down--> CLOSED
 * </pre>
 */
public enum ConnectionState {
  /** No socket. Either nobody has asked for one yet, or the next attempt has a date. */
  DISCONNECTED,
  /** An attempt is under way: name, TCP, proxy, TLS, upgrade. */
  CONNECTING,
  /** The WebSocket is open. Without a login this is up; with one, the login is under way. */
  CONNECTED,
  /** The login was accepted: up. */
  AUTHENTICATED,
  /** We sent a close frame and wait for the gateway's. */
  CLOSING,
  /** The socket is gone. Final if the verdict was to stop; otherwise left at once. */
  CLOSED;

  /** Whether a socket exists or is being made in this state. */
  public boolean hasLink() {
    return this == CONNECTING || this == CONNECTED || this == AUTHENTICATED || this == CLOSING;
  }

  /** Whether the chart has an arrow from this state to the other. */
  public boolean mayBecome(ConnectionState next) {
    return switch (this) {
      case DISCONNECTED -> next == CONNECTING || next == CLOSED;
      case CONNECTING -> next == CONNECTED || next == CLOSED;
      case CONNECTED -> next == AUTHENTICATED || next == CLOSING || next == CLOSED;
      case AUTHENTICATED -> next == CLOSING || next == CLOSED;
      case CLOSING -> next == CLOSED;
      case CLOSED -> next == DISCONNECTED;
    };
  }
}
