package dev.holdfast.adapter.simulation.model;

/** Where violations are reported, as they are seen. */
@FunctionalInterface
interface Complaints {

  /** Reports one. */
  void report(Property property, String what);

  /** Reports one unless it holds. */
  default void require(boolean holds, Property property, String what) {
    if (!holds) {
      report(property, what);
    }
  }
}
