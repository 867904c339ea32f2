package dev.holdfast.adapter.simulation.fleet;

import java.util.random.RandomGenerator;

/**
 * Random numbers that belong to one device at one moment: the same ones, whoever was played before
 * it. So the order in which devices are played may be chosen freely.
 *
 * <p>As in {@link java.util.SplittableRandom} a number is a counter, well mixed (Steele, Lea,
 * Flood, 2014); here the device, the moment and the draw count in steps of their own.
 */
final class OwnRandom implements RandomGenerator {

  // The golden ratio of 2^64, and two odd numbers that have nothing to do with it: multipliers from
  // the tables of Steele and Vigna, "Computationally easy, spectrally good multipliers" (2021).
  private static final long DRAW = 0x9e3779b97f4a7c15L;
  private static final long DEVICE = 0xd1342543de82ef95L;
  private static final long MOMENT = 0xaf251af3b0f025b5L;

  private final long seed;
  private long counter;

  OwnRandom(long seed) {
    this.seed = seed;
  }

  /** What is drawn next belongs to this device, at this time. */
  void moment(int who, long at) {
    counter = seed + who * DEVICE + at * MOMENT;
  }

  @Override
  public long nextLong() {
    counter += DRAW;
    return mixed(counter);
  }

  /** David Stafford's thirteenth mixer of 64 bits. */
  private static long mixed(long bits) {
    long once = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }
}
