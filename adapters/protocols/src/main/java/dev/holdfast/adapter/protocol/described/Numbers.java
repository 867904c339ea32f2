package dev.holdfast.adapter.protocol.described;

/** Numbers as gateways write them. A reading holds thousands, so they are looked at by hand. */
final class Numbers {

  /** A longer one is no measurement, and would keep the parser busy. */
  private static final int LENGTH_MOST = 1_000;

  /** From here on not every whole number is a double: 2 to the power of 53. */
  private static final double EXACT = 9_007_199_254_740_992.0;

  private enum Form {
    NONE,
    /** Such as {@code +1}, {@code .5} or {@code 007}: a number to us, but not to JSON. */
    LOOSE,
    JSON
  }

  private Numbers() {}

  /** The number that a text is; not a number (NaN) if it is none, or beyond what a double holds. */
  static double parse(String text) {
    if (text.length() > LENGTH_MOST || form(text) == Form.NONE) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** Whether a text is a number as JSON has it (RFC 8259 section 6). */
  static boolean isJson(String text) {
    return form(text) == Form.JSON;
  }

  /**
   * A number as JSON has it; a whole one without a point.
   *
   * @param number finite
   */
  static String json(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static Form form(String text) {
    boolean plus = text.startsWith("+");
    int start = plus || text.startsWith("-") ? 1 : 0;
    int point = digitsFrom(text, start);
    boolean hasPoint = point < text.length() && text.charAt(point) == '.';
    int end = hasPoint ? digitsFrom(text, point + 1) : point;
    int before = point - start;
    int behind = hasPoint ? end - point - 1 : 0;
    if (before + behind == 0 || !isExponent(text, end)) {
      return Form.NONE;
    }
    boolean leadingZero = before > 1 && text.charAt(start) == '0';
    boolean isJson = !plus && before > 0 && !leadingZero && (!hasPoint || behind > 0);
    return isJson ? Form.JSON : Form.LOOSE;
  }

  /** Whether nothing is left, or a power of ten. */
  private static boolean isExponent(String text, int start) {
    if (start == text.length()) {
      return true;
    }
    if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
      return false;
    }
    int digits = start + 1;
    if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
      digits++;
    }
    return digits < text.length() && digitsFrom(text, digits) == text.length();
  }

  /** Where the digits end that begin at a place. */
  private static int digitsFrom(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
