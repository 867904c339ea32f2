package dev.holdfast.bootstrap.config;

import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a configuration. Later wins: built-in defaults, the YAML file, the file of variables, the
 * environment, the command line; and for one of several connections, what the file says of it
 * alone.
 *
 * <p>Blocks while it reads files; for one thread at a time. What was read before is known: the
 * parts of two configurations that say the same are equal.
 */
public final class ConfigLoader {

  private final KnownProtocols protocols;

  /**
   * A loader.
   *
   * @param protocols the names of the session protocols to choose from
   * @throws IllegalArgumentException if there is no session protocol of one of these names
   */
  public ConfigLoader(List<String> protocols) {
    this.protocols = new KnownProtocols(protocols);
  }

  /**
   * Reads everything.
   *
   * @throws ConfigException with every problem that was found
   */
  public LoadedConfig load(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    Layers layers = new Layers(request, problems);
    SettingReader reader = new SettingReader(layers, problems);
    Duration shutdown = shutdownTimeout(reader);
    ConnectionsReader connectionsReader =
        new ConnectionsReader(layers, request, protocols, problems);
    List<ConnectionConfig> connections = connectionsReader.read(reader, shutdown);
    SinksReader sinksReader = new SinksReader(reader, request);
    List<SinkConfig> sinks = sinksReader.read();
    AdminReader adminReader = new AdminReader(reader, request.folder());
    Optional<AdminConfig> admin = adminReader.read();
    MetricsReader metricsReader = new MetricsReader(reader, request.folder());
    MetricsConfig metrics = metricsReader.read();
    AlertsReader alertsReader = new AlertsReader(reader);
    Optional<AlertsConfig> alerts = alertsReader.read();
    OutboxReader outboxReader = new OutboxReader(reader, request);
    OutboxStorage storage = outboxReader.storage();
    outboxReader.requireReaders(storage, sinks);
    LogOptions log = log(reader, layers.connections().isPresent());
    require(problems);
    List<String> secrets = new ArrayList<>(connectionsReader.secrets());
    secrets.addAll(sinksReader.secrets());
    secrets.addAll(adminReader.secrets());
    secrets.addAll(metricsReader.secrets());
    secrets.addAll(alertsReader.secrets());
    List<EffectiveSetting> effective = new ArrayList<>(reader.effective());
    effective.addAll(connectionsReader.effective(effective));
    List<String> warnings = new ArrayList<>(reader.warnings());
    warnings.addAll(connectionsReader.warnings());
    return new LoadedConfig(
        new DaemonConfig(
            connections,
            layers.connections().isPresent(),
            storage,
            sinks,
            log,
            admin,
            metrics,
            alerts,
            shutdown),
        effective,
        warnings.stream().distinct().toList(),
        secrets.stream().distinct().toList());
  }

  /**
   * Reads how a connection would behave; a gateway need not be named.
   *
   * @throws ConfigException with every problem that was found in what concerns the behaviour
   */
  public ConnectionPolicy policy(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingReader reader = new SettingReader(new Layers(request, problems), problems);
    ConnectionPolicy policy =
        new ConnectionReader(reader, request, protocols).policy(shutdownTimeout(reader));
    require(problems);
    return policy;
  }

  /**
   * Reads where the control API is; a gateway need not be named.
   *
   * @return empty if it is off
   * @throws ConfigException with every problem that was found in what concerns it
   */
  public Optional<AdminConfig> admin(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingReader reader = new SettingReader(new Layers(request, problems), problems);
    Optional<AdminConfig> admin = new AdminReader(reader, request.folder()).read();
    require(problems);
    return admin;
  }

  /**
   * Reads where accepted messages are kept; a gateway need not be named.
   *
   * @throws ConfigException with every problem that was found in what concerns that
   */
  public OutboxStorage outbox(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingReader reader = new SettingReader(new Layers(request, problems), problems);
    OutboxStorage storage = new OutboxReader(reader, request).storage();
    require(problems);
    return storage;
  }

  /** A thousand connections that are alike have one mistake in common, not a thousand. */
  private static void require(List<ConfigProblem> problems) throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().distinct().toList());
    }
  }

  private static Duration shutdownTimeout(SettingReader reader) {
    return reader.duration(
        Setting.SHUTDOWN_TIMEOUT, DurationRange.aboveZero(Duration.ofMinutes(10)));
  }

  private static LogOptions log(SettingReader reader, boolean named) {
    return new LogOptions(
        reader
            .choice(
                Setting.LOG_LEVEL,
                Arrays.stream(LogLevel.values()).map(LogLevel::id).toList(),
                LogLevel::byId)
            .orElse(LogLevel.INFO),
        reader
            .choice(
                Setting.LOG_FORMAT,
                Arrays.stream(LogFormat.values()).map(LogFormat::id).toList(),
                LogFormat::byId)
            .orElse(LogFormat.TEXT),
        named);
  }
}
