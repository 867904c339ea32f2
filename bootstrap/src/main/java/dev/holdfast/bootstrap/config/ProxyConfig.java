package dev.holdfast.bootstrap.config;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which proxies there are on the way to gateways. Printing it shows no user name and no password.
 *
 * @param ws the one for {@code ws} gateways; empty for none
 * @param wss the one for {@code wss} gateways; empty for none
 * @param exceptions the value of {@code NO_PROXY}; possibly empty
 */
public record ProxyConfig(Optional<Server> ws, Optional<Server> wss, String exceptions) {

  /** What a proxy speaks. */
  public enum Kind {
    /** HTTP CONNECT. */
    HTTP,
    /** SOCKS 5, names are looked up here. */
    SOCKS5,
    /** SOCKS 5, the proxy looks names up. */
    SOCKS5H;

    /** As it stands in front of a URL. */
    String scheme() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One proxy.
   *
   * @param kind what it speaks
   * @param host a name or an address, IPv6 without brackets
   * @param port 1 to 65535
   * @param user the user name; empty for no login
   * @param password what goes with the user name; empty for an empty one
   * @param source where it was set, such as {@code HTTPS_PROXY, environment}
   */
  public record Server(
      Kind kind,
      String host,
      int port,
      Optional<String> user,
      Optional<CredentialValue> password,
      String source) {

    /** Whether the other is the same, wherever it was written. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Server server
          && kind == server.kind
          && host.equals(server.host)
          && port == server.port
          && user.equals(server.user)
          && password.equals(server.password);
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, host, port, user, password);
    }

    /**
     * The password as it is now. A file is read anew, so that a rotated password is used without a
     * restart.
     *
     * @param files where a file is read; never the loop's own thread
     * @param learned told of what a file held, so that it can be masked wherever something is
     *     printed; called before the password is handed on, on a thread of {@code files}
     * @return fails with an {@code IOException} or an {@code UncheckedIOException} if the file
     *     cannot be used; the message says why
     */
    public CompletionStage<String> passwordNow(Executor files, Consumer<String> learned) {
      if (password.isPresent() && password.get() instanceof CredentialValue.InFile file) {
        try {
          return CompletableFuture.supplyAsync(() -> read(file, learned), files);
        } catch (RejectedExecutionException e) {
          return CompletableFuture.failedFuture(
              new IOException("it cannot be read any more: shutting down", e));
        }
      }
      return CompletableFuture.completedFuture(password.map(CredentialValue::now).orElse(""));
    }

    private String read(CredentialValue.InFile file, Consumer<String> learned) {
      String text = file.now();
      learned.accept(text);
      SecretValues.basic(user, Optional.of(text)).ifPresent(learned);
      return text;
    }

    /** As a URL, without the login. */
    @Override
    public String toString() {
      String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
      return kind.scheme() + "://" + literal + ":" + port;
    }
  }

  /** Checks that nothing is missing. */
  public ProxyConfig {
    Objects.requireNonNull(ws, "ws");
    Objects.requireNonNull(wss, "wss");
    Objects.requireNonNull(exceptions, "exceptions");
  }

  /** No proxy. */
  public static ProxyConfig none() {
    return new ProxyConfig(Optional.empty(), Optional.empty(), "");
  }
}
