package dev.holdfast.bootstrap.config;

/**
 * One thing that is wrong with the configuration, in words for the person who wrote it.
 *
 * @param key the setting as it is written in its source: {@code RECONNECT_MAX_DELAY} in an
 *     environment, {@code reconnect.max-delay} in YAML; empty if it is about a whole file
 * @param shownValue the value as it may be shown, secrets masked; empty if there is none
 * @param expected what is wrong or missing and what was expected
 * @param source where it was read: {@code environment}, a file with its line; empty if nowhere
 */
public record ConfigProblem(String key, String shownValue, String expected, String source) {

  /** A setting whose value is wrong. */
  static ConfigProblem wrongValue(Found found, String shownValue, String expected) {
    return new ConfigProblem(found.key(), shownValue, "expected " + expected, found.source());
  }

  /** A setting that should not be there, or not like this. */
  static ConfigProblem about(String key, String source, String text) {
    return new ConfigProblem(key, "", text, source);
  }

  /** Something about a file as a whole, or a place in it. */
  static ConfigProblem inFile(String source, String text) {
    return new ConfigProblem("", "", text, source);
  }

  /** The problem on one line, such as {@code KEY=value (environment): expected ...}. */
  public String text() {
    if (key.isEmpty()) {
      return Masking.printable(source + ": " + expected);
    }
    if (source.isEmpty()) {
      return Masking.printable(key + " " + expected);
    }
    String value = shownValue.isEmpty() ? "" : "=" + shownValue;
    return Masking.printable(key + value + " (" + source + "): " + expected);
  }
}
