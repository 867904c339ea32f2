package dev.holdfast.bootstrap.cli;

import java.util.regex.Pattern;

/** A pattern of ids as people write it: {@code *} for any text, {@code ?} for one character. */
final class IdPattern {

  private final Pattern pattern;

  private IdPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Whether a text means more than the one id that it is. */
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  static IdPattern of(String text) {
    StringBuilder expression = new StringBuilder();
    for (String part : text.split("(?<=[*?])|(?=[*?])", -1)) {
      expression.append(
          switch (part) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(part);
          });
    }
    return new IdPattern(Pattern.compile(expression.toString()));
  }

  boolean fits(String id) {
    return pattern.matcher(id).matches();
  }
}
