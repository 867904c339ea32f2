package dev.holdfastcanary.domain.connection;

/** Wrong: state that belongs to nobody. */
final class CountsForEverybody {

  private static int count;

  int count() {
    return ++count;
  }
}
