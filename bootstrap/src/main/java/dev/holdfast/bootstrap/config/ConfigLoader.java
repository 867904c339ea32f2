package dev.holdfast.bootstrap.config;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.config.ProtocolReader.ProtocolChoice;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.verdict.VerdictTable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a configuration. Later wins: built-in defaults, the YAML file, the file of variables, the
 * environment, the command line. Stateless; any thread; blocks while it reads files.
 */
public final class ConfigLoader {

  private static final Duration DAY = Duration.ofDays(1);

  private final List<String> protocols;

  /**
   * A loader.
   *
   * @param protocols the names of the session protocols to choose from
   * @throws IllegalArgumentException if there is no session protocol of one of these names
   */
  public ConfigLoader(List<String> protocols) {
    this.protocols = List.copyOf(protocols);
    for (String name : protocols) {
      if (!Protocols.names().contains(name)) {
        throw new IllegalArgumentException("no session protocol " + name);
      }
    }
  }

  /**
   * Reads everything.
   *
   * @throws ConfigException with every problem that was found
   */
  public LoadedConfig load(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingReader reader = new SettingReader(new Layers(request, problems), problems);
    List<URI> endpoints = new EndpointReader(reader).read();
    CredentialsReader credentialsReader = new CredentialsReader(reader, request);
    Optional<ProtocolChoice> protocol = protocol(reader, request);
    CredentialsConfig credentials = credentialsReader.read();
    Map<String, String> headers = new HeaderReader(reader).read();
    TransportReader transportReader = new TransportReader(reader, request);
    TransportConfig transport = transportReader.read(endpoints);
    SinksReader sinksReader = new SinksReader(reader, request);
    List<SinkConfig> sinks = sinksReader.read();
    AdminReader adminReader = new AdminReader(reader, request.folder());
    Rest rest = rest(reader, protocol, adminReader.read());
    DialogueSettings dialogue =
        new DialogueReader(reader, request, rest.acquisitionTimeout()).read(rest.commandTimeout());
    OutboxReader outboxReader = new OutboxReader(reader, request);
    OutboxStorage storage = outboxReader.storage();
    outboxReader.requireReaders(storage, sinks);
    OutboxSettings outbox = outboxReader.settings(transport.maxMessageBytes());
    protocol.ifPresent(
        spoken -> requireHeartbeatMessage(reader, rest, spoken.protocol().profile()));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    GatewayConfig gateway =
        new GatewayConfig(
            endpoints,
            protocol.orElseThrow().written(),
            protocol.orElseThrow().described(),
            headers,
            credentials);
    return new LoadedConfig(
        rest.with(gateway, transport, sinks, dialogue, outbox, storage),
        reader.effective(),
        reader.warnings(),
        SecretValues.of(
            gateway,
            credentialsReader.secrets(),
            transportReader.secrets(),
            behind(sinksReader, adminReader)));
  }

  /**
   * Reads how a connection would behave; a gateway need not be named.
   *
   * @throws ConfigException with every problem that was found in what concerns the behaviour
   */
  public ConnectionPolicy policy(ConfigRequest request) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    SettingReader reader = new SettingReader(new Layers(request, problems), problems);
    // Whoever asks how the connection behaves need not have said what it speaks.
    SettingReader forgiving = new SettingReader(reader.layers(), new ArrayList<>());
    Rest rest = rest(reader, protocol(forgiving, request), Optional.empty());
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return rest.policy();
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
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return admin;
  }

  private static List<String> behind(SinksReader sinks, AdminReader admin) {
    List<String> secrets = new ArrayList<>(sinks.secrets());
    secrets.addAll(admin.secrets());
    return secrets;
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
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return storage;
  }

  private Optional<ProtocolChoice> protocol(SettingReader reader, ConfigRequest request) {
    return new ProtocolReader(reader, protocols, request.folder()).read();
  }

  private static void requireHeartbeatMessage(
      SettingReader reader, Rest rest, ProtocolProfile protocol) {
    if (rest.heartbeatMode().equals(Optional.of(HeartbeatMode.MESSAGE))
        && !protocol.heartbeatMessages()) {
      reader
          .find(Setting.HEARTBEAT_MODE)
          .ifPresent(
              found ->
                  reader.wrong(
                      found,
                      "ping or none, because the protocol "
                          + protocol.name()
                          + " has no heartbeat message"));
    }
  }

  private static Rest rest(
      SettingReader reader, Optional<ProtocolChoice> spoken, Optional<AdminConfig> admin) {
    Optional<ProtocolProfile> protocol = spoken.map(choice -> choice.protocol().profile());
    PolicyReader policyReader = new PolicyReader(reader);
    Duration shutdown =
        reader.duration(Setting.SHUTDOWN_TIMEOUT, DurationRange.aboveZero(Duration.ofMinutes(10)));
    Optional<HeartbeatMode> heartbeatMode = policyReader.heartbeatMode();
    return new Rest(
        heartbeatMode,
        policyReader.policy(
            heartbeatMode.or(() -> protocol.map(ProtocolProfile::heartbeat)),
            shutdown,
            protocol.map(ProtocolProfile::verdicts).orElseGet(VerdictTable::defaults)),
        reader.duration(Setting.COMMAND_TIMEOUT, DurationRange.aboveZero(DAY)),
        reader.duration(Setting.ACQUISITION_TIMEOUT, DurationRange.aboveZero(DAY)),
        log(reader),
        admin,
        shutdown);
  }

  private static LogOptions log(SettingReader reader) {
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
            .orElse(LogFormat.TEXT));
  }

  /** Everything but the gateway and the way to it. */
  private record Rest(
      Optional<HeartbeatMode> heartbeatMode,
      ConnectionPolicy policy,
      Duration commandTimeout,
      Duration acquisitionTimeout,
      LogOptions log,
      Optional<AdminConfig> admin,
      Duration shutdownTimeout) {

    DaemonConfig with(
        GatewayConfig gateway,
        TransportConfig transport,
        List<SinkConfig> sinks,
        DialogueSettings dialogue,
        OutboxSettings outbox,
        OutboxStorage storage) {
      return new DaemonConfig(
          gateway,
          heartbeatMode,
          policy,
          commandTimeout,
          acquisitionTimeout,
          dialogue,
          outbox,
          storage,
          transport,
          sinks,
          log,
          admin,
          shutdownTimeout);
    }
  }
}
