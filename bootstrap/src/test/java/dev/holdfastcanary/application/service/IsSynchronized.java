package dev.holdfastcanary.application.service;

/** Wrong: a second writer is expected. */
final class IsSynchronized {

  private int count;

  synchronized int count() {
    return ++count;
  }
}
