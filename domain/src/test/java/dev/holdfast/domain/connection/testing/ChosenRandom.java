package dev.holdfast.domain.connection.testing;

import java.util.random.RandomGenerator;

/** Randomness that a test chooses: the same double, again and again, until told otherwise. */
public final class ChosenRandom implements RandomGenerator {

  /** The largest double that {@link RandomGenerator#nextDouble()} may return. */
  public static final double ALMOST_ONE = Math.nextDown(1.0);

  private double next;

  /**
   * Creates a generator.
   *
   * @param next what to draw; in [0, 1)
   */
  public ChosenRandom(double next) {
    choose(next);
  }

  /**
   * Changes what is drawn from now on.
   *
   * @param value in [0, 1)
   */
  public void choose(double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("a double is drawn from [0, 1), not " + value);
    }
    next = value;
  }

  @Override
  public double nextDouble() {
    return next;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("only doubles are drawn");
  }
}
