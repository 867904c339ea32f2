package dev.holdfastcanary.bootstrap.lifecycle;

import jakarta.inject.Inject;

/** Wrong: knows who wires it. */
final class InjectsItsConstructor {

  private final String id;

  @Inject
  InjectsItsConstructor(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
