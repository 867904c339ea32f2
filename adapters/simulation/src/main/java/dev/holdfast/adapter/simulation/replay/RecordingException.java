package dev.holdfast.adapter.simulation.replay;

/** A recording cannot be read or begun: one line for people, with file, line and what is wrong. */
public final class RecordingException extends Exception {

  private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }
}
