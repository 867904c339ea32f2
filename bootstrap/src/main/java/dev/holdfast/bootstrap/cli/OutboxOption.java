package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.outbox.OutboxException;
import dev.holdfast.adapter.outbox.OutboxInspection;
import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which outbox file is meant. */
final class OutboxOption {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The outbox file. Default: the one that the configuration names.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "A file of variables. Default: .env, if any.")
  private Optional<Path> envFile = Optional.empty();

  /**
   * Opens it.
   *
   * @param environment the variables of the process
   * @param folder the working directory
   */
  OutboxInspection open(Map<String, String> environment, Path folder)
      throws ConfigException, UsageException, OutboxException {
    if (file.isPresent()) {
      return OutboxInspection.open(folder.resolve(file.get()));
    }
    return OutboxInspection.open(
        new ConfigLoader(Protocols.names())
            .outbox(request(environment, folder))
            .file()
            .orElseThrow(
                () ->
                    new UsageException(
                        "OUTBOX is memory: nothing outlives the daemon. Name a file with --file")));
  }

  /** The configuration that is meant. */
  ConfigRequest request(Map<String, String> environment, Path folder) {
    return ConfigRequest.of(environment, folder).withConfigFile(configFile).withEnvFile(envFile);
  }
}
