package dev.holdfast.bootstrap.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The program and the arguments of a command that is run without a shell. Blanks separate words;
 * single quotes, double quotes and the backslash quote as in a shell. Whatever else means something
 * to a shell is refused: passed on as it stands, it would silently do something else.
 */
final class CommandWords {

  /** What a command looks like, for the text of a problem. */
  static final String EXPECTED = "a program and its arguments, such as vault read -field=token x";

  private static final String NO_SHELL =
      EXPECTED + "; no shell reads it: quote each of |&;<>()$`~ or write sh -c '...'";

  private static final String OF_THE_SHELL = "|&;<>()$`";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int next;

  private CommandWords(String text) {
    this.text = text;
  }

  /**
   * Splits a command.
   *
   * @param text as it was written; a list of YAML is taken word for word
   * @return at least the program
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  static List<String> split(String text) {
    List<String> words =
        text.indexOf(YamlFile.LIST_SEPARATOR) >= 0 ? listed(text) : new CommandWords(text).split();
    if (words.isEmpty() || words.get(0).isBlank()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return words;
  }

  private static List<String> listed(String text) {
    List<String> words = List.of(text.split(String.valueOf(YamlFile.LIST_SEPARATOR), -1));
    return words.subList(0, words.size() - 1);
  }

  private List<String> split() {
    while (next < text.length()) {
      char c = text.charAt(next++);
      switch (c) {
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> add(escaped());
        default -> unquoted(c);
      }
    }
    end();
    return words;
  }

  private void unquoted(char c) {
    if (Character.isWhitespace(c)) {
      end();
    } else if (OF_THE_SHELL.indexOf(c) >= 0 || (c == '~' && !inWord)) {
      throw new IllegalArgumentException(NO_SHELL);
    } else {
      add(c);
    }
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', next);
    if (end < 0) {
      throw new IllegalArgumentException(EXPECTED + "; a single quote is not closed");
    }
    inWord = true;
    word.append(text, next, end);
    next = end + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '"') {
        return;
      }
      if (c == '$' || c == '`') {
        throw new IllegalArgumentException(NO_SHELL);
      }
      boolean escape =
          c == '\\' && next < text.length() && "\"\\$`".indexOf(text.charAt(next)) >= 0;
      word.append(escape ? text.charAt(next++) : c);
    }
    throw new IllegalArgumentException(EXPECTED + "; a double quote is not closed");
  }

  private char escaped() {
    if (next == text.length()) {
      throw new IllegalArgumentException(EXPECTED + "; nothing follows the last backslash");
    }
    return text.charAt(next++);
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
