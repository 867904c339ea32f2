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

  /** So many are told; who has more has one mistake in many places. */
  private static final int TOLD_MOST = 50;

  /**
   * With everything that is wrong.
   *
   * @param problems at least one
   */
  public ConfigException(List<ConfigProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the settings; at least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigProblem> problems) {
    String more =
        problems.size() > TOLD_MOST ? "\n  and " + (problems.size() - TOLD_MOST) + " more" : "";
    return problems.stream()
        .limit(TOLD_MOST)
        .map(problem -> "\n  " + problem.text())
        .collect(
            Collectors.joining(
                "",
                "wrong configuration, "
                    + (problems.size() == 1 ? "1 problem:" : problems.size() + " problems:"),
                more));
  }
}
