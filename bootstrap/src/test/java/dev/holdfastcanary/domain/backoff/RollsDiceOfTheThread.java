package dev.holdfastcanary.domain.backoff;

import java.util.concurrent.ThreadLocalRandom;

/** Wrong: a seed that nobody knows, and a package that the domain does not use. */
final class RollsDiceOfTheThread {

  double roll() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
