package dev.holdfast.bootstrap.cli;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import java.util.Optional;

/** What to check when a connection has stopped and will not come back by itself. */
final class StopAdvice {

  private StopAdvice() {}

  /**
   * The advice, in a sentence for the operator.
   *
   * @param status of a connection that has stopped
   * @return empty if it stopped as asked, or normally
   */
  static Optional<String> on(ConnectionStatus status) {
    return status
        .lastTransition()
        .filter(last -> last.next() instanceof Next.Stop)
        .flatMap(last -> on(last.cause(), ((Next.Stop) last.next()).reason()));
  }

  static Optional<String> on(Cause cause, StopReason reason) {
    return switch (reason) {
      case AS_ASKED, CLOSED_NORMALLY, FORCED -> Optional.empty();
      case ATTEMPTS_USED_UP ->
          Optional.of(
              "The gateway could not be reached (last: "
                  + cause.headline()
                  + "). Check "
                  + suspect(cause.kind())
                  + "; RECONNECT_MAX_ATTEMPTS=none tries for ever.");
      case REJECTED ->
          Optional.of(
              isAboutCredentials(cause)
                  ? "The gateway does not accept the credentials. Check GATEWAY_TOKEN or what"
                      + " issues the token (GATEWAY_TOKEN_COMMAND, GATEWAY_OAUTH_TOKEN_URL), or"
                      + " GATEWAY_EMAIL and GATEWAY_PASSWORD (or the files they come from)."
                  : "The gateway does not want this connection ("
                      + cause.headline()
                      + "). Check GATEWAY_URL, GATEWAY_PROTOCOL and what the gateway logs.");
    };
  }

  private static String suspect(CauseKind kind) {
    return switch (kind) {
      case PROXY_FAILURE -> "the proxy (holdfast check shows which)";
      case CREDENTIALS_UNAVAILABLE -> "where the credentials come from (holdfast check shows that)";
      default -> "GATEWAY_URL and the gateway";
    };
  }

  private static boolean isAboutCredentials(Cause cause) {
    return cause.kind() == CauseKind.LOGIN_REJECTED
        || (cause.kind() == CauseKind.HANDSHAKE_REJECTED
            && (cause.code() == 401 || cause.code() == 403));
  }
}
