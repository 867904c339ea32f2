package dev.holdfastcanary.adapter.sink;

import dev.holdfastcanary.bootstrap.config.ConfigKnowsWiring;

/** Wrong: knows the bootstrap. */
final class ReadsTheConfiguration {

  ConfigKnowsWiring config() {
    return new ConfigKnowsWiring();
  }
}
