package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.EventKind;
import java.util.List;
import java.util.Set;

/**
 * What came of one setting.
 *
 * @param space all that was reached
 * @param transitions how many events and moments were tried, with all their draws
 * @param closed whether all that can be reached was
 * @param violations the first of each property
 * @param cells the state and event of every step that was taken
 */
record Explored(
    Setting setting,
    StateSpace space,
    long transitions,
    boolean closed,
    List<Violation> violations,
    Set<Cell> cells) {

  /** A cell of the reaction table. */
  record Cell(ConnectionState state, EventKind event) {}

  /** Whether every property holds, and that of all states there are. */
  boolean holds() {
    return closed && violations.isEmpty();
  }

  /** What came of it in a few words. */
  String verdict() {
    if (!violations.isEmpty()) {
      return violations.size() + " properties broken";
    }
    return closed ? "holds" : "too many states, not all were seen";
  }
}
