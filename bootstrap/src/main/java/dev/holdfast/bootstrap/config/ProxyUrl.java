package dev.holdfast.bootstrap.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy as it is written: {@code http://user:password@host:port}.
 *
 * <p>Not a URI to the letter, because nobody encodes a password that works without: everything up
 * to the last at sign is the login. Without a scheme it is HTTP, without a port 80 or, for SOCKS,
 * 1080, as Go and Python have it.
 *
 * @param user decoded; empty for no login
 * @param password decoded; empty if none is written
 */
record ProxyUrl(
    ProxyConfig.Kind kind,
    String host,
    int port,
    Optional<String> user,
    Optional<String> password) {

  static final String EXPECTED =
      "a proxy such as http://proxy.example.com:3128, socks5:// or socks5h://";

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern PLACE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?/?");

  private static final int HTTP_PORT = 80;
  private static final int SOCKS_PORT = 1080;

  /** RFC 1929 section 2 has one byte for the length. */
  private static final int SOCKS_USER_MAX = 255;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected, and nothing
   *     of what was written
   */
  static ProxyUrl parse(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(EXPECTED + ", without line breaks");
    }
    Matcher scheme = SCHEME.matcher(text);
    boolean named = scheme.matches();
    ProxyConfig.Kind kind = kind(named ? scheme.group(1) : "http");
    String rest = named ? scheme.group(2) : text;
    int at = rest.lastIndexOf('@');
    Matcher place = PLACE.matcher(rest.substring(at + 1));
    if (!place.matches()) {
      throw new IllegalArgumentException(EXPECTED + ", with host and port");
    }
    String host = Optional.ofNullable(place.group(1)).orElse(place.group(2));
    int usual = kind == ProxyConfig.Kind.HTTP ? HTTP_PORT : SOCKS_PORT;
    int port = place.group(3) == null ? usual : Integer.parseInt(place.group(3));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a proxy with a port from 1 to 65535");
    }
    if (at < 0) {
      return new ProxyUrl(kind, host, port, Optional.empty(), Optional.empty());
    }
    String login = rest.substring(0, at);
    int colon = login.indexOf(':');
    String user = decoded(colon < 0 ? login : login.substring(0, colon));
    checkUser(kind, user);
    return new ProxyUrl(
        kind,
        host,
        port,
        Optional.of(user),
        colon < 0 ? Optional.empty() : Optional.of(decoded(login.substring(colon + 1))));
  }

  private static ProxyConfig.Kind kind(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> ProxyConfig.Kind.HTTP;
      case "socks5" -> ProxyConfig.Kind.SOCKS5;
      case "socks5h" -> ProxyConfig.Kind.SOCKS5H;
      case "https" ->
          throw new IllegalArgumentException(
              EXPECTED + "; TLS to the proxy itself (https://) is not supported");
      case "socks", "socks4", "socks4a" ->
          throw new IllegalArgumentException(EXPECTED + "; SOCKS 4 is not supported");
      default -> throw new IllegalArgumentException(EXPECTED);
    };
  }

  private static void checkUser(ProxyConfig.Kind kind, String user) {
    boolean http = kind == ProxyConfig.Kind.HTTP;
    int bytes = user.getBytes(StandardCharsets.UTF_8).length;
    if (user.chars().anyMatch(Character::isISOControl)
        || (http && user.indexOf(':') >= 0)
        || (!http && (bytes == 0 || bytes > SOCKS_USER_MAX))) {
      throw new IllegalArgumentException(
          http
              ? "a user name without colon and control characters"
              : "a user name of 1 to 255 bytes without control characters");
    }
  }

  /** RFC 3986 section 2.1; a percent sign that encodes nothing stands for itself. */
  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int high = i + 2 < text.length() && text.charAt(i) == '%' ? hex(text, i + 1) : -1;
      int low = high < 0 ? -1 : hex(text, i + 2);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 3;
      } else {
        int point = text.codePointAt(i);
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(point);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(String text, int index) {
    return Character.digit(text.charAt(index), 16);
  }

  /** Shows neither user name nor password. */
  @Override
  public String toString() {
    return "ProxyUrl[" + kind + ", " + host + ", " + port + "]";
  }
}
