package dev.holdfastcanary.domain.connection;

/** Wrong: neither value nor final. */
class CanBeExtended {

  long attempt() {
    return 1;
  }
}
