package dev.holdfastcanary.domain.connection;

/** Wrong: the domain knows threads. */
final class RemembersItsThread {

  String name() {
    return Thread.currentThread().getName();
  }
}
