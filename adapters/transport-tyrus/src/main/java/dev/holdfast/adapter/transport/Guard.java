package dev.holdfast.adapter.transport;

import java.util.function.Consumer;

/**
 * Runs the steps of one hop until it is over, and notices what they throw: thrown into Netty it
 * would be logged there, and the link would wait for ever. Loop thread only.
 */
final class Guard {

  private final Consumer<Throwable> crashed;
  private boolean over;

  Guard(Consumer<Throwable> crashed) {
    this.crashed = crashed;
  }

  /** Runs a step unless everything is over. */
  void run(Runnable step) {
    if (over) {
      return;
    }
    try {
      step.run();
    } catch (Throwable t) {
      crashed.accept(t);
    }
  }

  /** What a step could not do for itself: ends everything. */
  void crash(Throwable failure) {
    if (!over) {
      crashed.accept(failure);
    }
  }

  /** From now on nothing runs any more. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
