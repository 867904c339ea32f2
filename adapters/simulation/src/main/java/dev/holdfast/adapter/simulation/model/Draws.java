package dev.holdfast.adapter.simulation.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random numbers that are chosen, not drawn: the least, the middle and the greatest that there are,
 * in every combination that one event asks for.
 *
 * <p>{@link #first}, then one event, then {@link #next} and the same event again as long as it
 * answers true. Every delay of the machine is monotonous in its draw, so that these bound all
 * others.
 */
final class Draws implements RandomGenerator {

  /** The numbers that are chosen from. */
  static final double[] VALUES = {0, 0.5, Math.nextDown(1.0)};

  /** More than one event ever asks for. */
  private static final int MOST = 6;

  private final int[] chosen = new int[MOST];
  private int used;

  void first() {
    Arrays.fill(chosen, 0);
    used = 0;
  }

  /** The next combination for an event that has asked as often as the one before did. */
  boolean next() {
    int asked = used;
    used = 0;
    for (int i = asked - 1; i >= 0; i--) {
      if (++chosen[i] < VALUES.length) {
        return true;
      }
      chosen[i] = 0;
    }
    return false;
  }

  /** This combination as one number. */
  int code() {
    int code = 0;
    for (int i = MOST - 1; i >= 0; i--) {
      code = code * VALUES.length + chosen[i];
    }
    return code;
  }

  /** Goes back to a combination. */
  void choose(int code) {
    int rest = code;
    for (int i = 0; i < MOST; i++) {
      chosen[i] = rest % VALUES.length;
      rest /= VALUES.length;
    }
    used = 0;
  }

  @Override
  public double nextDouble() {
    if (used == MOST) {
      throw new IllegalStateException("one event asked for more than " + MOST + " random numbers");
    }
    return VALUES[chosen[used++]];
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("the machine draws doubles only");
  }
}
