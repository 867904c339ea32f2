package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What of a value may be shown. */
final class Masking {

  /** What stands for a secret; always the same, so that it tells nothing about its length. */
  static final String MASK = "***";

  /** The most characters of a user's value that are repeated to the user. */
  private static final int SHOWN_MAX = 200;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}/?");

  private Masking() {}

  /**
   * A URL without its secrets: the values in its query and, if it has any, its user information.
   *
   * @param url anything; what is no proper URL is masked up to its last at sign, because a password
   *     may hold any character
   */
  static String url(String url) {
    int scheme = url.indexOf("://");
    int afterScheme = scheme < 0 ? 0 : scheme + 3;
    int lastAt = url.lastIndexOf('@');
    if (lastAt >= afterScheme && !isPlain(url)) {
      url = url.substring(0, afterScheme) + MASK + url.substring(lastAt);
    }
    return maskQuery(url);
  }

  /**
   * A proxy without its login.
   *
   * @param url anything; what looks as if it lacked its host is masked as well
   */
  static String proxy(String url) {
    int scheme = url.indexOf("://");
    String start = scheme < 0 ? "" : url.substring(0, scheme + 3);
    String rest = url.substring(start.length());
    int lastAt = rest.lastIndexOf('@');
    if (lastAt >= 0) {
      return start + MASK + rest.substring(lastAt);
    }
    int colon = rest.indexOf(':');
    boolean bracket = rest.startsWith("[");
    return colon < 0 || bracket || PORT.matcher(rest.substring(colon)).matches()
        ? url
        : start + rest.substring(0, colon + 1) + MASK;
  }

  /**
   * A command without its arguments, any of which may be a secret.
   *
   * @param text as it was written
   */
  static String command(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
      end++;
    }
    return end == stripped.length() ? stripped : stripped.substring(0, end) + " " + MASK;
  }

  /** The text on one line, control characters replaced, not too long. */
  static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }

  /** A user's value as it may be repeated to the user. */
  static String shorten(String value) {
    String line = printable(value);
    return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "...";
  }

  /** The values in the query of a URL, as they are written there. */
  static List<String> queryValues(String url) {
    List<String> values = new ArrayList<>();
    int question = url.indexOf('?');
    if (question >= 0) {
      for (String pair : url.substring(question + 1).split("[&;#]", -1)) {
        values.add(pair.substring(pair.indexOf('=') + 1));
      }
    }
    return values;
  }

  private static boolean isPlain(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      // Not understood, so not trusted.
      return false;
    }
  }

  private static String maskQuery(String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return url;
    }
    StringBuilder masked = new StringBuilder(url.substring(0, question + 1));
    String separator = "";
    for (String pair : url.substring(question + 1).split("[&;#]", -1)) {
      masked.append(separator).append(pair, 0, pair.indexOf('=') + 1).append(MASK);
      separator = "&";
    }
    return masked.toString();
  }
}
