package dev.holdfastcanary.application.service;

/** Wrong: a library that ends its host. */
final class EndsTheProcess {

  void end() {
    Runtime.getRuntime().halt(1);
  }
}
