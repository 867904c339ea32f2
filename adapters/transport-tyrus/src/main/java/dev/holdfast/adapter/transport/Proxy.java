package dev.holdfast.adapter.transport;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A proxy that links go through. Immutable; any thread. Printing it shows no user name and no
 * password.
 *
 * @param kind what it speaks
 * @param host its name or address, IPv6 without brackets; looked up anew for every attempt
 * @param port 1 to 65535
 * @param login who to be there; empty for nobody
 */
public record Proxy(Kind kind, String host, int port, Optional<Login> login) {

  /** RFC 1929 section 2 has one byte for the length. */
  static final int SOCKS_TEXT_MAX = 255;

  /** What a proxy speaks, and who looks the gateway's name up. */
  public enum Kind {
    /** HTTP CONNECT (RFC 9110 section 9.3.6), for ws and wss alike; the proxy looks the name up. */
    HTTP,
    /** SOCKS 5 (RFC 1928); the gateway's name is looked up here, its addresses tried in turn. */
    SOCKS5,
    /** SOCKS 5 (RFC 1928); the proxy looks the name up. */
    SOCKS5H;

    /** As it stands in front of a URL. */
    public String scheme() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A user name with its password.
   *
   * @param user without control characters; for HTTP without a colon (RFC 7617 section 2), for
   *     SOCKS 1 to 255 bytes of UTF-8
   * @param password asked for every attempt
   */
  public record Login(String user, Password password) {

    /** Shows neither. */
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** Where a password comes from. */
  public interface Password {

    /**
     * Asks for the password as it is now. Called on the loop, so it must not block.
     *
     * @return the password, possibly empty; fails with an {@link java.io.IOException} or an {@link
     *     java.io.UncheckedIOException} if it cannot be told, with a message that says why, and not
     *     what it is
     */
    CompletionStage<String> read();

    /** One that never changes. */
    static Password of(String text) {
      return () -> CompletableFuture.completedFuture(text);
    }
  }

  /** Checks the ranges. */
  public Proxy {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host of a proxy must not be empty");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port of a proxy must be 1 to 65535 but was " + port);
    }
    login.ifPresent(given -> checkUser(kind, given.user()));
  }

  // The name itself is left out of the messages: who mixes it up with the password has a secret
  // in it.
  private static void checkUser(Kind kind, String user) {
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("user name of a proxy must not hold control characters");
    }
    if (kind == Kind.HTTP && user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("user name of an HTTP proxy must not hold a colon");
    }
    int bytes = user.getBytes(StandardCharsets.UTF_8).length;
    if (kind != Kind.HTTP && (bytes == 0 || bytes > SOCKS_TEXT_MAX)) {
      throw new IllegalArgumentException(
          "user name of a SOCKS proxy must have 1 to 255 bytes but has " + bytes);
    }
  }

  /** Host and port as a person writes them. */
  String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** As a URL, without the login. */
  @Override
  public String toString() {
    return kind.scheme() + "://" + address();
  }
}
