package dev.holdfastcanary.adapter.sink.line;

import dev.holdfastcanary.bootstrap.config.ConfigKnowsWiring;

/** Wrong: knows the bootstrap. */
final class ReadsTheConfiguration {

  ConfigKnowsWiring config() {
    return new ConfigKnowsWiring();
  }
}
