package dev.holdfast.adapter.simulation.fleet;

import java.util.random.RandomGenerator;

/** Which nodes of the gateway are there. */
final class Nodes {

  private final boolean[] away;
  private int there;

  Nodes(int number) {
    away = new boolean[number];
    there = number;
  }

  void leave(int node) {
    if (!away[node]) {
      away[node] = true;
      there--;
    }
  }

  void comeBack(int node) {
    if (away[node]) {
      away[node] = false;
      there++;
    }
  }

  int there() {
    return there;
  }

  /** Any one that is there; there must be one. */
  int pick(RandomGenerator random) {
    int left = there == 1 ? 0 : random.nextInt(there);
    for (int node = 0; node < away.length; node++) {
      if (!away[node] && left-- == 0) {
        return node;
      }
    }
    throw new IllegalStateException("no node is there");
  }
}
