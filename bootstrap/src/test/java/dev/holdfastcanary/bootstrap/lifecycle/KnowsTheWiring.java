package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.bootstrap.wiring.DaemonModule;

/** Wrong: knows how it is wired. */
final class KnowsTheWiring {

  String module() {
    return DaemonModule.class.getName();
  }
}
