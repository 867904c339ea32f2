package dev.holdfast.adapter.protocol.described;

import java.util.regex.Pattern;

/** Numbers as gateways write them. */
final class Numbers {

  /** A longer one is no measurement, and would keep the parser busy. */
  private static final int LENGTH_MOST = 1_000;

  private static final Pattern JSON =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private static final Pattern ANY =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private Numbers() {}

  /** The number that a text is; not a number (NaN) if it is none, or beyond what a double holds. */
  static double parse(String text) {
    if (text.length() > LENGTH_MOST || !ANY.matcher(text).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** Whether a text is a number as JSON has it (RFC 8259 section 6). */
  static boolean isJson(String text) {
    return JSON.matcher(text).matches();
  }
}
