package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration is to be read from.
 *
 * @param environment the variables of the process; may hold secrets
 * @param folder where relative paths start and {@code .env} is looked for
 * @param configFile the YAML file of {@code --config}
 * @param envFile the file of {@code --env-file}; empty for {@code .env} in the folder, if it exists
 * @param flags values given on the command line by flag, such as {@code --log-level}
 */
public record ConfigRequest(
    Map<String, String> environment,
    Path folder,
    Optional<Path> configFile,
    Optional<Path> envFile,
    Map<String, String> flags) {

  /** Copies the maps. */
  public ConfigRequest {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /**
   * The environment and {@code .env} alone.
   *
   * @param environment the variables of the process
   * @param folder where {@code .env} is looked for
   */
  public static ConfigRequest of(Map<String, String> environment, Path folder) {
    return new ConfigRequest(environment, folder, Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same with a YAML file, or without one. */
  public ConfigRequest withConfigFile(Optional<Path> file) {
    return new ConfigRequest(environment, folder, file, envFile, flags);
  }

  /** The same with another file of variables, or with {@code .env}. */
  public ConfigRequest withEnvFile(Optional<Path> file) {
    return new ConfigRequest(environment, folder, configFile, file, flags);
  }

  /**
   * The same with one flag more.
   *
   * @param flag such as {@code --log-level}: two hyphens and the variable's name in lower case
   * @param value as given
   * @throws IllegalArgumentException if no setting has such a flag, or if it is a secret: everybody
   *     on the machine can read the command line
   */
  public ConfigRequest withFlag(String flag, String value) {
    if (Setting.byFlag(flag).filter(setting -> !setting.secret()).isEmpty()) {
      throw new IllegalArgumentException("no setting can be given as " + flag);
    }
    Map<String, String> more = new LinkedHashMap<>(flags);
    more.put(flag, value);
    return new ConfigRequest(environment, folder, configFile, envFile, more);
  }

  /** Shows no value. */
  @Override
  public String toString() {
    return "ConfigRequest[folder="
        + folder
        + ", configFile="
        + configFile
        + ", envFile="
        + envFile
        + ", flags="
        + flags.keySet()
        + "]";
  }
}
