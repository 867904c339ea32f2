package dev.holdfastcanary.application.service;

import dev.holdfastcanary.bootstrap.Main;

/** Wrong: knows who starts it. */
final class NamesTheBootstrap {

  void start(Main main) {
    main.run();
  }
}
