package dev.holdfast.bootstrap.config;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.config.ProtocolReader.ProtocolChoice;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.verdict.VerdictTable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that one connection is told. */
final class ConnectionReader {

  private static final Duration DAY = Duration.ofDays(1);

  private final SettingReader reader;
  private final ConfigRequest request;
  private final KnownProtocols protocols;
  private final List<String> secrets = new ArrayList<>();

  /**
   * A reader.
   *
   * @param reader knows where the settings of this connection are
   * @param protocols the session protocols to choose from
   */
  ConnectionReader(SettingReader reader, ConfigRequest request, KnownProtocols protocols) {
    this.reader = reader;
    this.request = request;
    this.protocols = protocols;
  }

  /**
   * Reads it.
   *
   * @param id its name
   * @param required whether the daemon is ready only with it
   * @param shutdownTimeout how long a close may take
   * @return empty if there is a problem with it, which is noted
   */
  Optional<ConnectionConfig> read(String id, boolean required, Duration shutdownTimeout) {
    List<URI> endpoints = new EndpointReader(reader).read();
    Optional<Duration> returnAfter =
        reader.durationOrOff(
            Setting.GATEWAY_RETURN_AFTER, DurationRange.aboveZero(Duration.ofDays(365)));
    CredentialsReader credentialsReader = new CredentialsReader(reader, request);
    Optional<ProtocolChoice> protocol = protocol();
    CredentialsConfig credentials = credentialsReader.read();
    Map<String, String> headers = new HeaderReader(reader).read();
    TransportReader transportReader = new TransportReader(reader, request);
    TransportConfig transport = transportReader.read(endpoints);
    Optional<ProtocolProfile> profile = protocol.map(spoken -> spoken.protocol().profile());
    PolicyReader policyReader = new PolicyReader(reader);
    Optional<HeartbeatMode> heartbeatMode = policyReader.heartbeatMode();
    ConnectionPolicy policy = policy(policyReader, heartbeatMode, profile, shutdownTimeout);
    Duration commandTimeout =
        reader.duration(Setting.COMMAND_TIMEOUT, DurationRange.aboveZero(DAY));
    Duration acquisitionTimeout =
        reader.duration(Setting.ACQUISITION_TIMEOUT, DurationRange.aboveZero(DAY));
    DialogueSettings dialogue =
        new DialogueReader(reader, request, acquisitionTimeout).read(commandTimeout);
    OutboxSettings outbox = new OutboxReader(reader, request).settings(transport.maxMessageBytes());
    profile.ifPresent(spoken -> requireHeartbeatMessage(heartbeatMode, spoken));
    if (protocol.isEmpty() || endpoints.isEmpty()) {
      return Optional.empty();
    }
    GatewayConfig gateway =
        new GatewayConfig(
            endpoints,
            protocol.get().written(),
            protocol.get().described(),
            headers,
            credentials,
            returnAfter);
    secrets.addAll(
        SecretValues.of(gateway, credentialsReader.secrets(), transportReader.secrets()));
    return Optional.of(
        new ConnectionConfig(
            id,
            required,
            gateway,
            heartbeatMode,
            policy,
            commandTimeout,
            acquisitionTimeout,
            dialogue,
            outbox,
            transport));
  }

  /** What must not be printed of it. */
  List<String> secrets() {
    return secrets;
  }

  /** How it would behave; a gateway need not be named. */
  ConnectionPolicy policy(Duration shutdownTimeout) {
    // Whoever asks how the connection behaves need not have said what it speaks.
    SettingReader forgiving = new SettingReader(reader.places(), new ArrayList<>());
    Optional<ProtocolProfile> profile =
        new ProtocolReader(forgiving, protocols, request.folder())
            .read()
            .map(spoken -> spoken.protocol().profile());
    PolicyReader policyReader = new PolicyReader(reader);
    return policy(policyReader, policyReader.heartbeatMode(), profile, shutdownTimeout);
  }

  private static ConnectionPolicy policy(
      PolicyReader policyReader,
      Optional<HeartbeatMode> heartbeatMode,
      Optional<ProtocolProfile> profile,
      Duration shutdownTimeout) {
    return policyReader.policy(
        heartbeatMode.or(() -> profile.map(ProtocolProfile::heartbeat)),
        shutdownTimeout,
        profile.map(ProtocolProfile::verdicts).orElseGet(VerdictTable::defaults));
  }

  private Optional<ProtocolChoice> protocol() {
    return new ProtocolReader(reader, protocols, request.folder()).read();
  }

  private void requireHeartbeatMessage(Optional<HeartbeatMode> mode, ProtocolProfile protocol) {
    if (mode.equals(Optional.of(HeartbeatMode.MESSAGE)) && !protocol.heartbeatMessages()) {
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
}
