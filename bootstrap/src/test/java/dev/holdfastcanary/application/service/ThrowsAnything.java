package dev.holdfastcanary.application.service;

/** Wrong: a failure without a type. */
final class ThrowsAnything {

  void fail() {
    throw new RuntimeException("something went wrong");
  }
}
