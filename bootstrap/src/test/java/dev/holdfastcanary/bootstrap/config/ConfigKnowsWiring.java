package dev.holdfastcanary.bootstrap.config;

import dev.holdfastcanary.bootstrap.wiring.WiringKnowsConfig;

/** Wrong: the other half of the cycle. */
public final class ConfigKnowsWiring {

  WiringKnowsConfig wiring() {
    return new WiringKnowsConfig();
  }
}
