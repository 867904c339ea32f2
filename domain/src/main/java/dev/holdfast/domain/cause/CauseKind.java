package dev.holdfast.domain.cause;

import java.util.Optional;

/**
 * The closed list of causes, each with its stable name and with words for people.
 *
 * <p>The {@linkplain #id() id} is the name used in logs, metrics, configuration and {@code
 * explain}; it never changes once published.
 */
public enum CauseKind {
  /** The user wants the connection. */
  CONNECT_REQUESTED("connect-requested", "connect requested", Initiator.USER, false),
  /** The user cut the waiting short. */
  RECONNECT_REQUESTED("reconnect-requested", "reconnect requested", Initiator.USER, false),
  /** The delay before the next attempt is over. */
  BACKOFF_OVER("backoff-over", "backoff over", Initiator.CLIENT, false),
  /** The opening handshake is done (RFC 6455 section 4). */
  HANDSHAKE_COMPLETED("handshake-completed", "handshake completed", Initiator.GATEWAY, false),
  /** The gateway accepted the login of the session protocol. */
  LOGIN_ACCEPTED("login-accepted", "login accepted", Initiator.GATEWAY, false),

  /** The gateway sent a close frame; the code is its close code (1005 when it carried none). */
  CLOSED_BY_GATEWAY("closed-by-gateway", "closed by the gateway", Initiator.GATEWAY, true),
  /** The TCP connection ended without a close frame (RFC 6455 7.1.5: abnormal closure, 1006). */
  LINK_LOST("link-lost", "link lost", Initiator.NETWORK, true),
  /** The gateway did not answer a heartbeat in time. */
  HEARTBEAT_TIMEOUT("heartbeat-timeout", "heartbeat timed out", Initiator.CLIENT, true),
  /** The connection was not open within the connect timeout. */
  CONNECT_TIMEOUT("connect-timeout", "connect timed out", Initiator.CLIENT, true),
  /** No TCP connection could be made: refused, unreachable. */
  CONNECT_REFUSED("connect-refused", "connect refused", Initiator.NETWORK, true),
  /** The name of the gateway could not be resolved. */
  DNS_FAILURE("dns-failure", "name not resolved", Initiator.NETWORK, true),
  /** TLS could not be established or the certificate was not accepted. */
  TLS_FAILURE("tls-failure", "TLS failed", Initiator.NETWORK, true),
  /** The proxy on the way refused or failed. */
  PROXY_FAILURE("proxy-failure", "proxy failed", Initiator.NETWORK, true),
  /**
   * The gateway answered the upgrade with an HTTP status other than 101; the code is the status.
   */
  HANDSHAKE_REJECTED("handshake-rejected", "handshake rejected", Initiator.GATEWAY, true),
  /** The answer to the upgrade was no valid RFC 6455 handshake. */
  HANDSHAKE_INVALID("handshake-invalid", "handshake invalid", Initiator.GATEWAY, true),
  /** The credentials for the attempt could not be had: a file or a command failed. */
  CREDENTIALS_UNAVAILABLE(
      "credentials-unavailable", "credentials not available", Initiator.CLIENT, true),
  /** The gateway refused the login of the session protocol. */
  LOGIN_REJECTED("login-rejected", "login rejected", Initiator.GATEWAY, true),
  /** The gateway asks us to log in later; until then it wants nothing of us. */
  LOGIN_DEFERRED("login-deferred", "login deferred", Initiator.GATEWAY, true),
  /** The login was not answered in time. */
  LOGIN_TIMEOUT("login-timeout", "login timed out", Initiator.CLIENT, true),
  /** The gateway broke RFC 6455 or the session protocol; the code is the close code we sent. */
  PROTOCOL_VIOLATION("protocol-violation", "protocol violated", Initiator.CLIENT, true),
  /** The process is asked to end. */
  SHUTDOWN("shutdown", "shutdown", Initiator.USER, true),
  /** The user no longer wants the connection. */
  DISCONNECT_REQUESTED("disconnect-requested", "disconnect requested", Initiator.USER, true),
  /** The connection reached its maximum lifetime and is replaced. */
  ROTATION("rotation", "planned rotation", Initiator.CLIENT, true);

  private final String id;
  private final String words;
  private final Initiator initiator;
  private final boolean ending;

  CauseKind(String id, String words, Initiator initiator, boolean ending) {
    this.id = id;
    this.words = words;
    this.initiator = initiator;
    this.ending = ending;
  }

  /** The stable name, lower case with hyphens. */
  public String id() {
    return id;
  }

  /** The cause in a few plain words, lower case. */
  public String words() {
    return words;
  }

  /** Who brings this cause about. */
  public Initiator initiator() {
    return initiator;
  }

  /** Whether this cause ends an attempt or a connection; the others move it forward. */
  public boolean ending() {
    return ending;
  }

  /**
   * Finds a cause by its stable name.
   *
   * @param id the name as printed in logs
   * @return empty if no cause has that name
   */
  public static Optional<CauseKind> byId(String id) {
    for (CauseKind kind : values()) {
      if (kind.id.equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
