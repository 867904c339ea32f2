package dev.holdfast.adapter.protocol.description;

import java.util.List;

/**
 * One thing that is wrong with a description, in words for the person who wrote it.
 *
 * @param file the name of the file
 * @param line where, from 1; 0 for the file as a whole
 * @param column where in the line, from 1
 * @param key which key, with those above it; empty for the file as a whole
 * @param what what is wrong, and what was expected
 * @param written the word that is unknown; empty if that is not what is wrong
 * @param known the words that would be known there
 */
public record DescriptionProblem(
    String file,
    int line,
    int column,
    String key,
    String what,
    String written,
    List<String> known) {

  /** Copies the list. */
  public DescriptionProblem {
    known = List.copyOf(known);
  }

  /** Where it is: {@code my.yaml line 3, column 5}. */
  public String where() {
    return line == 0 ? file : file + " line " + line + ", column " + column;
  }

  /** What is wrong, with the key. */
  public String text() {
    String text = key.isEmpty() ? what : key + ": " + what;
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
