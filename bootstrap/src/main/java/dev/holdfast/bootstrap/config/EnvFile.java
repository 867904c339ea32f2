package dev.holdfast.bootstrap.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of variables, the way Docker Compose and most dotenv libraries do: {@code KEY=value}
 * a line, an optional {@code export} before it, comments after {@code #}, single quotes for a value
 * as it stands, double quotes for one with escapes.
 *
 * <p>Nothing is expanded: a dollar sign or a backslash in a password stays what it is. Inside
 * double quotes {@code \n}, {@code \r}, {@code \t}, {@code \"}, {@code \\} and {@code \$} are
 * escapes; any other backslash stands for itself.
 */
final class EnvFile {

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)", Pattern.DOTALL);

  private static final String EXPECTED = "expected KEY=value";

  private final String name;
  private final List<ConfigProblem> problems;
  private final Map<Setting, Written> values = new LinkedHashMap<>();

  private EnvFile(String name, List<ConfigProblem> problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * Reads the text of a file.
   *
   * @param name what to call the file
   * @param text what it holds
   * @param problems where to put what is wrong
   * @return the settings in it; of a variable given twice, the later one
   */
  static Map<Setting, Written> read(String name, String text, List<ConfigProblem> problems) {
    EnvFile file = new EnvFile(name, problems);
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      file.line(lines[i].strip(), i + 1);
    }
    return file.values;
  }

  private void line(String line, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    Matcher assignment = ASSIGNMENT.matcher(line);
    // What does not look like an assignment is not repeated: it may be half of a secret.
    if (!assignment.matches()) {
      problems.add(ConfigProblem.inFile(at(number), EXPECTED));
      return;
    }
    String variable = assignment.group(1);
    Setting setting = Setting.byVariable(variable).orElse(null);
    if (setting == null) {
      unknown(variable, number);
      return;
    }
    try {
      String value = value(assignment.group(2));
      values.remove(setting);
      if (!value.isBlank()) {
        values.put(setting, new Written(value, number));
      }
    } catch (IllegalArgumentException e) {
      problems.add(ConfigProblem.about(variable, at(number), String.valueOf(e.getMessage())));
    }
  }

  private void unknown(String variable, int number) {
    if (Setting.hasOurPrefix(variable)) {
      List<String> known = Arrays.stream(Setting.values()).map(Setting::name).toList();
      problems.add(
          ConfigProblem.about(
              variable, at(number), "unknown variable" + Suggestion.didYouMean(variable, known)));
    }
  }

  private String at(int number) {
    return name + " line " + number;
  }

  private static String value(String raw) {
    if (raw.startsWith("'")) {
      int end = raw.indexOf('\'', 1);
      requireClosed(raw, end);
      return raw.substring(1, end);
    }
    if (raw.startsWith("\"")) {
      return doubleQuoted(raw);
    }
    Matcher comment = Pattern.compile("(^|\\s)#").matcher(raw);
    return (comment.find() ? raw.substring(0, comment.start()) : raw).strip();
  }

  private static String doubleQuoted(String raw) {
    StringBuilder value = new StringBuilder();
    int i = 1;
    while (i < raw.length() && raw.charAt(i) != '"') {
      char c = raw.charAt(i);
      char next = i + 1 < raw.length() ? raw.charAt(i + 1) : ' ';
      if (c == '\\' && "nrt\"\\$".indexOf(next) >= 0) {
        value.append(unescaped(next));
        i += 2;
      } else {
        value.append(c);
        i++;
      }
    }
    requireClosed(raw, i < raw.length() ? i : -1);
    return value.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  private static void requireClosed(String raw, int end) {
    if (end < 0) {
      throw new IllegalArgumentException("the quote is not closed on this line");
    }
    String rest = raw.substring(end + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw new IllegalArgumentException("there is more after the closing quote");
    }
  }
}
