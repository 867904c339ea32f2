package dev.holdfastcanary.bootstrap.cli;

/** Wrong: a command that no test can run. */
final class ExitsFromACommand {

  void exit() {
    System.exit(2);
  }
}
