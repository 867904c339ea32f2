package dev.holdfast.adapter.simulation.world;

/** Every place where a link can be cut, counted as it is passed; at one of them it is. */
final class Boundaries {

  /** Instead of a number: the link is never cut. */
  static final int NOWHERE = -1;

  private final int where;
  private final Runnable cut;
  private int passed;
  private boolean dead;

  /**
   * Boundaries of one link.
   *
   * @param where the number of the one at which it is cut, from 0
   * @param cut cuts it
   */
  Boundaries(int where, Runnable cut) {
    this.where = where;
    this.cut = cut;
  }

  /** Comes to a boundary; false if nothing gets beyond it. */
  boolean pass() {
    if (!dead && passed++ == where) {
      dead = true;
      cut.run();
    }
    return !dead;
  }

  int passed() {
    return passed;
  }
}
