package dev.holdfastcanary.bootstrap.cli;

import org.yaml.snakeyaml.Yaml;

/** Wrong: the configuration's library. */
final class ReadsYaml {

  Yaml yaml() {
    return new Yaml();
  }
}
