package dev.holdfast.bootstrap.cli;

/** The command line asks for something that is not there: one line for people. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
