package dev.holdfast.adapter.credentials;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A command that prints a token. Printing this does not show the arguments: they may be secrets.
 *
 * @param words the program and its arguments, as they are given to it; at least the program
 * @param limit how long one run may take; above zero
 */
public record CommandOptions(List<String> words, Duration limit) {

  /** Copies the words and checks the ranges. */
  public CommandOptions {
    words = List.copyOf(words);
    Objects.requireNonNull(limit, "limit");
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the limit must be above zero but was " + limit);
    }
  }

  /** The name of the program, without its folder. */
  String program() {
    String program = words.get(0);
    return program.substring(program.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "CommandOptions[" + program() + ", limit=" + limit + "]";
  }
}
