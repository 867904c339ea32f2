package dev.holdfastcanary.adapter.simulation.world;

import javax.net.ssl.SSLContext;

/** Wrong: a technology that no simulated world has. */
final class SecuresItsWorld {

  Class<?> technology() {
    return SSLContext.class;
  }
}
