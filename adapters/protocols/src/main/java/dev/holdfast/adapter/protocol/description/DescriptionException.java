package dev.holdfast.adapter.protocol.description;

import java.util.List;
import java.util.stream.Collectors;

/** A description cannot be used. It carries everything that is wrong with it. */
public final class DescriptionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<DescriptionProblem> problems;

  /** Makes it of one problem or more. */
  DescriptionException(List<DescriptionProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.where() + ": " + problem.text())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of the file. */
  public List<DescriptionProblem> problems() {
    return problems;
  }
}
