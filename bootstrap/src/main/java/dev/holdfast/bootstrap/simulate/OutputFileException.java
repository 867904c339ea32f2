package dev.holdfast.bootstrap.simulate;

import java.io.IOException;

/** A file cannot be written: one line for people, with its path and why. */
public final class OutputFileException extends Exception {

  private static final long serialVersionUID = 1L;

  OutputFileException(String message, IOException cause) {
    super(message, cause);
  }
}
