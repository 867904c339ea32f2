package dev.holdfastcanary.bootstrap.wiring;

import dev.holdfastcanary.bootstrap.config.ConfigKnowsWiring;

/** Wrong: one half of a cycle. */
public final class WiringKnowsConfig {

  ConfigKnowsWiring config() {
    return new ConfigKnowsWiring();
  }
}
