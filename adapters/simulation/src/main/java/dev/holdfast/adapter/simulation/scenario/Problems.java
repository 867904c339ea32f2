package dev.holdfast.adapter.simulation.scenario;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one file, in the order in which it was found. */
final class Problems {

  private static final int MOST = 50;
  private static final int VALUE_MAX = 60;

  private final String file;
  private final List<String> lines = new ArrayList<>();

  /** No problem yet; the file's name begins each line. */
  Problems(String file) {
    this.file = file;
  }

  /**
   * Notes one.
   *
   * @param line where, from 1; 0 for the file as a whole
   * @param problem what, in one line
   */
  void add(int line, String problem) {
    if (lines.size() < MOST) {
      String where = line > 0 ? file + ":" + line : file;
      lines.add(where + ": " + problem.replaceAll("\\p{Cntrl}", " "));
    }
  }

  /** Notes a value that is not what was expected. */
  void add(int line, String key, String value, String expected) {
    String shown = value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) + "..." : value;
    add(line, key + " is " + shown + "; expected " + expected);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  ScenarioException thrown() {
    return new ScenarioException(lines);
  }
}
