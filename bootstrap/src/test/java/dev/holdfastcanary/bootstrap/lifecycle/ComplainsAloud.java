package dev.holdfastcanary.bootstrap.lifecycle;

/** Wrong: says something in a form of its own. */
final class ComplainsAloud {

  void complain() {
    System.err.println("Stopped");
  }
}
