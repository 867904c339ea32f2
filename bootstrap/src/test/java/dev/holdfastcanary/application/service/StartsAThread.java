package dev.holdfastcanary.application.service;

/** Wrong: a thread of its own. */
final class StartsAThread {

  void start(Runnable task) {
    new Thread(task).start();
  }
}
