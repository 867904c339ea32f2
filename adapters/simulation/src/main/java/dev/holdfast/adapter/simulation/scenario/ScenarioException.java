package dev.holdfast.adapter.simulation.scenario;

import java.util.List;

/** A scenario cannot be used: one line for each problem, with file, line, key, value and wish. */
public final class ScenarioException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes it of one problem or more. */
  ScenarioException(List<String> problems) {
    super(String.join("\n", problems));
  }

  /** The problems, one line each. */
  public List<String> problems() {
    return getMessage() == null ? List.of() : getMessage().lines().toList();
  }
}
