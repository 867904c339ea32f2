package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.config.ConfigRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the configuration comes from; shared by the commands that need it. */
final class ConfigurationOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of settings; variables win over it.")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "A file of variables; the environment wins over it. Default: .env, if any.")
  private Optional<Path> envFile = Optional.empty();

  @Option(
      names = "--gateway-url",
      paramLabel = "URL",
      description = "Takes the place of GATEWAY_URL: ws:// or wss://.")
  private Optional<String> gatewayUrl = Optional.empty();

  @Option(
      names = "--gateway-protocol",
      paramLabel = "NAME",
      description = "Takes the place of GATEWAY_PROTOCOL: the session protocol, or a YAML file.")
  private Optional<String> gatewayProtocol = Optional.empty();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "Takes the place of LOG_LEVEL: error, warn, info, debug, trace, off.")
  private Optional<String> logLevel = Optional.empty();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "Takes the place of LOG_FORMAT: text, json.")
  private Optional<String> logFormat = Optional.empty();

  /**
   * What to read.
   *
   * @param environment the variables of the process
   * @param folder the working directory
   */
  ConfigRequest request(Map<String, String> environment, Path folder) {
    ConfigRequest request =
        ConfigRequest.of(environment, folder).withConfigFile(configFile).withEnvFile(envFile);
    request = withFlag(request, "--gateway-url", gatewayUrl);
    request = withFlag(request, "--gateway-protocol", gatewayProtocol);
    request = withFlag(request, "--log-level", logLevel);
    return withFlag(request, "--log-format", logFormat);
  }

  private static ConfigRequest withFlag(
      ConfigRequest request, String flag, Optional<String> value) {
    return value.map(text -> request.withFlag(flag, text)).orElse(request);
  }
}
