package dev.holdfast.bootstrap.config;

import java.util.List;

/**
 * A configuration that is in order, with what there is to tell about it.
 *
 * @param config the configuration
 * @param effective every setting in force and where it came from, secrets masked
 * @param warnings what looks like a mistake but need not be one; for the log
 * @param secrets what must not be printed anywhere: passwords, tokens, header values, values in the
 *     query of a URL
 */
public record LoadedConfig(
    DaemonConfig config,
    List<EffectiveSetting> effective,
    List<String> warnings,
    List<String> secrets) {

  /** Copies the lists. */
  public LoadedConfig {
    effective = List.copyOf(effective);
    warnings = List.copyOf(warnings);
    secrets = List.copyOf(secrets);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "LoadedConfig[" + effective.size() + " settings]";
  }
}
