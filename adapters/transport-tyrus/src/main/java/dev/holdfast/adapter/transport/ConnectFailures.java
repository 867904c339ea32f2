package dev.holdfast.adapter.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Says in plain words why a TCP connection could not be made or did not last. */
final class ConnectFailures {

  private ConnectFailures() {}

  /** Why connecting failed, to follow an address: "refused the connection". */
  static String describe(Throwable failure) {
    String text = message(failure).toLowerCase(Locale.ROOT);
    if (failure instanceof NoRouteToHostException || text.contains("no route to host")) {
      return "cannot be reached (no route to host)";
    }
    if (text.contains("network is unreachable")) {
      return "cannot be reached (network is unreachable)";
    }
    if (text.contains("timed out")) {
      return "did not answer";
    }
    if (text.contains("too many open files")) {
      return "was not tried (too many open files)";
    }
    if (failure instanceof ConnectException && text.contains("refused")) {
      return "refused the connection";
    }
    if (isReset(failure)) {
      return "reset the connection";
    }
    return "cannot be reached (" + message(failure) + ")";
  }

  /** Whether the peer reset an established connection; TLS wraps that in words of its own. */
  static boolean isReset(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; depth < 16 && each != null; depth++) {
      String text = message(each).toLowerCase(Locale.ROOT);
      if (each instanceof IOException && (text.contains("reset") || text.contains("broken pipe"))) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /** The message of a failure, or its type if it has none. */
  static String message(Throwable failure) {
    String text = failure.getMessage();
    return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
  }
}
