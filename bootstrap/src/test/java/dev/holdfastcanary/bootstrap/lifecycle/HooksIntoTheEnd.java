package dev.holdfastcanary.bootstrap.lifecycle;

/** Wrong: too late to choose an exit code. */
final class HooksIntoTheEnd {

  void hook(Thread end) {
    Runtime.getRuntime().addShutdownHook(end);
  }
}
