package dev.holdfast.adapter.protocol.described;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text as it is written in a URL (RFC 3986 section 2.1). */
final class PercentEncoding {

  /** What never means anything else (section 2.3). */
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /** A text as UTF-8, everything encoded that could mean something else. */
  static String of(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(one) >= 0) {
        encoded.append((char) one);
      } else {
        encoded.append('%').append(HEX.toHexDigits(one));
      }
    }
    return encoded.toString();
  }
}
