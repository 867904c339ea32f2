package dev.holdfast.bootstrap.config;

import dev.holdfast.adapter.protocol.Protocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A configuration to be read: files in a folder of its own, variables, flags. */
final class Given {

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> flags = new TreeMap<>();
  private Optional<Path> yaml = Optional.empty();
  private Optional<Path> envFile = Optional.empty();

  Given(Path folder) {
    this.folder = folder;
  }

  /** With a gateway in the environment, so that nothing is missing. */
  static Given gateway(Path folder) {
    return new Given(folder).variable("GATEWAY_URL", "ws://gateway.test/");
  }

  Given variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Given flag(String name, String value) {
    flags.put(name, value);
    return this;
  }

  Given yaml(String... lines) {
    yaml = Optional.of(Path.of("holdfast.yaml"));
    return file("holdfast.yaml", String.join("\n", lines) + "\n");
  }

  Given dotEnv(String... lines) {
    return file(".env", String.join("\n", lines) + "\n");
  }

  Given envFile(String name) {
    envFile = Optional.of(Path.of(name));
    return this;
  }

  Given configFile(String name) {
    yaml = Optional.of(Path.of(name));
    return this;
  }

  Given file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("a file of the test cannot be written", e);
    }
  }

  ConfigRequest request() {
    ConfigRequest request =
        ConfigRequest.of(environment, folder).withConfigFile(yaml).withEnvFile(envFile);
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      request = request.withFlag(flag.getKey(), flag.getValue());
    }
    return request;
  }

  LoadedConfig load() throws ConfigException {
    return new ConfigLoader(Protocols.names()).load(request());
  }

  DaemonConfig config() throws ConfigException {
    return load().config();
  }

  /** The problems as the user reads them; none if the configuration is in order. */
  List<String> problems() {
    try {
      load();
      return List.of();
    } catch (ConfigException e) {
      return e.problems().stream().map(ConfigProblem::text).toList();
    }
  }

  /** The one problem there is. */
  String problem() {
    List<String> all = problems();
    if (all.size() != 1) {
      throw new AssertionError("expected one problem but there are " + all);
    }
    return all.get(0);
  }

  /** Where a setting in force came from. */
  String sourceOf(String key) throws ConfigException {
    return setting(key).source();
  }

  /** What is shown of a setting in force. */
  String shown(String key) throws ConfigException {
    return setting(key).shownValue();
  }

  private EffectiveSetting setting(String key) throws ConfigException {
    return load().effective().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not shown"));
  }
}
