package dev.holdfast.adapter.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who to be at a proxy, as it is now.
 *
 * @param user the user name; empty for nobody
 * @param password the password that goes with it
 */
record TunnelLogin(String user, String password) {

  /** Shorter texts are no secrets worth spoiling a message for. */
  private static final int SECRET_MIN = 4;

  static final TunnelLogin NOBODY = new TunnelLogin("", "");

  /** Asks for the password; fails as {@link Proxy.Password#read} does. */
  static CompletionStage<TunnelLogin> of(Optional<Proxy.Login> login) {
    return login
        .map(
            given -> given.password().read().thenApply(word -> new TunnelLogin(given.user(), word)))
        .orElseGet(() -> CompletableFuture.completedFuture(NOBODY));
  }

  boolean isGiven() {
    return !user.isEmpty() || !password.isEmpty();
  }

  /** A text of the proxy without what was sent to it in confidence. */
  String redact(String text) {
    String pair = user + ":" + password;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String clean = isGiven() ? text.replace(basic, "***") : text;
    return password.length() < SECRET_MIN ? clean : clean.replace(password, "***");
  }

  /** Tells what became of a connection to a proxy that failed during its handshake. */
  static void tell(Throwable failure, Tunnel.Result result) {
    if (ConnectFailures.isReset(failure)) {
      result.refused("reset the connection instead of an answer", false);
    } else if (failure instanceof IOException) {
      result.refused("was lost: " + ConnectFailures.message(failure), false);
    } else {
      result.crashed(failure);
    }
  }

  /** Shows neither. */
  @Override
  public String toString() {
    return "TunnelLogin[***]";
  }
}
