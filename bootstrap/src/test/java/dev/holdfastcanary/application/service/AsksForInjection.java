package dev.holdfastcanary.application.service;

import jakarta.inject.Inject;

/** Wrong: an injection annotation outside of the bootstrap. */
final class AsksForInjection {

  private final String id;

  @Inject
  AsksForInjection(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
