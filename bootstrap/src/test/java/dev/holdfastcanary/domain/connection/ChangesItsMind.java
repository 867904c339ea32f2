package dev.holdfastcanary.domain.connection;

/** Wrong: changes, and is not on the list of those that may. */
final class ChangesItsMind {

  private int failures;

  int fail() {
    return ++failures;
  }
}
