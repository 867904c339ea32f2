package dev.holdfastcanary.bootstrap.cli;

import org.eclipse.microprofile.config.Config;

/** Wrong: the configuration's library. */
final class LooksUpAPlainSetting {

  String url(Config config) {
    return config.getValue("gateway.url", String.class);
  }
}
