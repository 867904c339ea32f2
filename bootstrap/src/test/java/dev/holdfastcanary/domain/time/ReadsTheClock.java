package dev.holdfastcanary.domain.time;

/** Wrong: looks at the clock itself. */
final class ReadsTheClock {

  long now() {
    return System.nanoTime();
  }
}
