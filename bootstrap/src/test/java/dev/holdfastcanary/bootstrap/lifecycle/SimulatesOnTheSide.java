package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.bootstrap.simulate.Session;

/** Wrong: the daemon would not run without simulations. */
final class SimulatesOnTheSide {

  void simulate(Session session) {
    session.run();
  }
}
