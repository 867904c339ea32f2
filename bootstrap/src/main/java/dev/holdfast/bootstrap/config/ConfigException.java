package dev.holdfast.bootstrap.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used. It carries everything that is wrong, so that nobody has to fix
 * one mistake to see the next; its message is meant for the user and holds no secret.
 */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  ConfigException(List<ConfigProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the settings; at least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigProblem> problems) {
    return problems.stream()
        .map(problem -> "\n  " + problem.text())
        .collect(
            Collectors.joining(
                "",
                "wrong configuration, "
                    + (problems.size() == 1 ? "1 problem:" : problems.size() + " problems:"),
                ""));
  }
}
