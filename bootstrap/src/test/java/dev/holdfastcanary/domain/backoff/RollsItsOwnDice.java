package dev.holdfastcanary.domain.backoff;

import java.util.Random;

/** Wrong: a seed that nobody knows. */
final class RollsItsOwnDice {

  private final Random random = new Random();

  double roll() {
    return random.nextDouble();
  }
}
