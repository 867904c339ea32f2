package dev.holdfast.adapter.simulation.world;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where everything that may be this way or that is decided. */
final class Dice {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SplittableRandom random;

  Dice(SplittableRandom random) {
    this.random = random;
  }

  static Dice of(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  /** Dice of somebody's own: what he throws does not change what others get. */
  Dice split() {
    return new Dice(random.split());
  }

  RandomGenerator generator() {
    return random.split();
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  /** Nanoseconds, uniform between two numbers of milliseconds. */
  long nanos(long lowMillis, long highMillis) {
    return random.nextLong(lowMillis * NANOS_PER_MILLI, highMillis * NANOS_PER_MILLI + 1);
  }

  <T> T pick(T[] several) {
    return several[random.nextInt(several.length)];
  }
}
