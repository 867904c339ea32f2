package dev.holdfastcanary.application.service;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Wrong: reads the configuration where it is used. */
final class LooksUpASetting {

  SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder();
  }
}
