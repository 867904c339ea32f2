package dev.holdfast.bootstrap.cli;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.cause.Initiator;
import dev.holdfast.domain.verdict.CauseKey;

/** What a cause is and who brings it about, in sentences for people. */
final class CauseWords {

  private CauseWords() {}

  /** What happened. */
  static String what(CauseKey key) {
    if (key.kind() == CauseKind.CLOSED_BY_GATEWAY) {
      return closed(key.code());
    }
    if (key.kind() == CauseKind.HANDSHAKE_REJECTED) {
      return rejected(key.code());
    }
    return what(key.kind());
  }

  /** Who brings it about. */
  static String who(Initiator initiator) {
    return switch (initiator) {
      case USER -> "you: a command, a signal, the application";
      case CLIENT -> "Holdfast itself";
      case GATEWAY -> "the gateway";
      case NETWORK -> "nobody says: the network, a name or a route failed";
    };
  }

  private static String closed(int code) {
    return switch (code) {
      case 0 -> "The gateway sent a close frame; its code has no row of its own.";
      case CloseCode.NO_STATUS ->
          "The gateway sent a close frame without a code (1005 itself is never sent).";
      default ->
          "The gateway sent a close frame with code " + code + ": " + CloseCode.meaning(code) + ".";
    };
  }

  private static String rejected(int status) {
    return status == 0
        ? "The gateway answered the opening handshake with a status that has no row of its own."
        : "The gateway answered the opening handshake with HTTP " + status + phrase(status) + ".";
  }

  private static String what(CauseKind kind) {
    return switch (kind) {
      case CLOSED_BY_GATEWAY, HANDSHAKE_REJECTED ->
          throw new IllegalArgumentException(kind + " depends on its code");
      case CONNECT_REQUESTED,
          RECONNECT_REQUESTED,
          BACKOFF_OVER,
          HANDSHAKE_COMPLETED,
          LOGIN_ACCEPTED ->
          throw new IllegalArgumentException(kind + " ends nothing");
      case LINK_LOST ->
          "The TCP connection ended without a close frame (abnormal closure, 1006, which is never"
              + " sent).";
      case HEARTBEAT_TIMEOUT ->
          "The gateway sent nothing at all for HEARTBEAT_INTERVAL and did not answer a heartbeat"
              + " within HEARTBEAT_TIMEOUT.";
      case CONNECT_TIMEOUT ->
          "The connection was not open within CONNECTION_TIMEOUT, name lookup, TCP, TLS and"
              + " handshake together.";
      case CONNECT_REFUSED -> "No TCP connection could be made: refused or unreachable.";
      case DNS_FAILURE -> "The name of the gateway could not be resolved.";
      case TLS_FAILURE ->
          "TLS could not be established, or the certificate was not accepted (also 1015, which is"
              + " never sent).";
      case PROXY_FAILURE ->
          "The proxy on the way refused or failed; holdfast check says which one it is.";
      case HANDSHAKE_INVALID ->
          "The answer to the opening handshake was no valid WebSocket handshake.";
      case CREDENTIALS_UNAVAILABLE ->
          "The credentials for an attempt were not to be had: a file, a command, or a server.";
      case LOGIN_REJECTED -> "The gateway refused the login of the session protocol.";
      case LOGIN_DEFERRED ->
          "The gateway asked to be left alone for a while before the next login.";
      case LOGIN_TIMEOUT -> "The login was not answered within LOGIN_TIMEOUT.";
      case PROTOCOL_VIOLATION ->
          "The gateway broke the WebSocket protocol or the session protocol.";
      case SHUTDOWN -> "The process was asked to end.";
      case DISCONNECT_REQUESTED -> "The connection is no longer wanted.";
      case ROTATION ->
          "The connection reached CONNECTION_MAX_LIFETIME, or its credentials are about to expire,"
              + " and is replaced.";
    };
  }

  /** The reason phrase of a status (RFC 9110, RFC 6585), for those that gateways answer with. */
  private static String phrase(int status) {
    return switch (status) {
      case 200 -> " (OK, not an upgrade)";
      case 301 -> " (Moved Permanently)";
      case 302 -> " (Found, a redirect)";
      case 307 -> " (Temporary Redirect)";
      case 308 -> " (Permanent Redirect)";
      case 400 -> " (Bad Request)";
      case 401 -> " (Unauthorized)";
      case 403 -> " (Forbidden)";
      case 404 -> " (Not Found)";
      case 407 -> " (Proxy Authentication Required)";
      case 408 -> " (Request Timeout)";
      case 410 -> " (Gone)";
      case 421 -> " (Misdirected Request)";
      case 426 -> " (Upgrade Required)";
      case 429 -> " (Too Many Requests)";
      case 500 -> " (Internal Server Error)";
      case 501 -> " (Not Implemented)";
      case 502 -> " (Bad Gateway)";
      case 503 -> " (Service Unavailable)";
      case 504 -> " (Gateway Timeout)";
      default -> "";
    };
  }
}
