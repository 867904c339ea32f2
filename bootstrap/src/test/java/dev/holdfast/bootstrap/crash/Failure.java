package dev.holdfast.bootstrap.crash;

/** Something that must not happen, whatever is killed. */
final class Failure extends Exception {

  private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }
}
