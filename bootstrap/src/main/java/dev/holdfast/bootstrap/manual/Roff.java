package dev.holdfast.bootstrap.manual;

import java.util.regex.Pattern;

/**
 * A page in the macros of man(7). Text is taken as it is: nothing in it is understood as markup.
 */
final class Roff {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Longer lines are hard to read for whoever looks at the source of a page. */
  private static final int WIDTH = 78;

  private final StringBuilder page = new StringBuilder(1 << 16);

  /**
   * The head of a page of commands.
   *
   * @param date the day of the build, as ISO 8601 writes it
   */
  Roff title(String name, String date, String source, String manual) {
    return line(".TH %s 1 %s %s %s".formatted(quoted(name), date, quoted(source), quoted(manual)));
  }

  /** A section. */
  Roff section(String heading) {
    return line(".SH " + quoted(heading));
  }

  /** A part of a section. */
  Roff part(String heading) {
    return line(".SS " + quoted(heading));
  }

  /** The first paragraph below a heading, or one that goes on with what is before it. */
  Roff text(String text) {
    return wrapped(escaped(text));
  }

  /** A paragraph below another. */
  Roff paragraph(String text) {
    return line(".PP").text(text);
  }

  /** The same, typed as it stands. */
  Roff bold(String text) {
    return wrapped("\\fB" + escaped(text) + "\\fR");
  }

  /** A line for {@code NAME}, which indexes of manuals read. */
  Roff name(String name, String purpose) {
    return line(escaped(name) + " \\- " + escaped(purpose));
  }

  /** What is explained, and below it, indented, the explanation. */
  Roff entry(String term, String text) {
    return line(".TP").line("\\fB" + escaped(term) + "\\fR").text(text);
  }

  /** Lines that are not filled, such as those of a shell. */
  Roff example(String... lines) {
    line(".PP").line(".RS 4").line(".nf");
    for (String text : lines) {
      line(escaped(text));
    }
    return line(".fi").line(".RE");
  }

  /** The page so far. */
  String page() {
    return page.toString();
  }

  /**
   * One line of text: no break in it, no control line at its beginning, hyphens that can be copied.
   */
  static String escaped(String text) {
    return shielded(
        BLANKS
            .matcher(text.strip())
            .replaceAll(" ")
            .replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti")
            .replace("`", "\\(ga"));
  }

  private static String shielded(String line) {
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  private Roff wrapped(String text) {
    StringBuilder line = new StringBuilder(WIDTH);
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? shielded(word) : " " + word);
    }
    return line(line.toString());
  }

  private Roff line(String line) {
    page.append(line).append('\n');
    return this;
  }
}
