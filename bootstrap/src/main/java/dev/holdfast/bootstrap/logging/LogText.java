package dev.holdfast.bootstrap.logging;

/** What of a text gets into the log: no secret, not too much. */
final class LogText {

  /** The most characters of one text in a log line. */
  static final int MAX = 8192;

  /** Longer texts are cut before secrets are looked for, so that a huge one costs no more. */
  private static final int SEARCHED_MAX = 8 * MAX;

  private final SecretMask mask;

  LogText(SecretMask mask) {
    this.mask = mask;
  }

  /** The text, masked first and cut then: half a secret would not be found. */
  String of(String text) {
    if (text.length() <= SEARCHED_MAX) {
      return cut(mask.apply(text), 0);
    }
    String masked = mask.apply(text.substring(0, SEARCHED_MAX));
    // The first cut may have halved a secret; it would be at the very end.
    String whole = masked.substring(0, Math.max(0, masked.length() - mask.longest()));
    return cut(whole, text.length() - SEARCHED_MAX);
  }

  private static String cut(String text, int alreadyGone) {
    if (text.length() <= MAX && alreadyGone == 0) {
      return text;
    }
    int end = Math.min(MAX, text.length());
    // Half of a surrogate pair would not survive being written as UTF-8.
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    int gone = text.length() - end + alreadyGone;
    return text.substring(0, end) + "... (" + gone + " characters more)";
  }
}
