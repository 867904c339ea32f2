package dev.holdfastcanary.bootstrap.config;

/** Wrong: a source of settings that no test can bring. */
final class ConfiguresFromTheAir {

  boolean isVerbose() {
    return Boolean.getBoolean("verbose");
  }
}
