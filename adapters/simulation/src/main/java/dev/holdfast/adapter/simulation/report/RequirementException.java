package dev.holdfast.adapter.simulation.report;

/** A requirement cannot be understood: one line for people, with what was expected. */
public final class RequirementException extends Exception {

  private static final long serialVersionUID = 1L;

  RequirementException(String message) {
    super(message);
  }
}
