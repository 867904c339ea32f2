package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.supervision.ConnectionMaker;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Connects connections to what the process has for all of them. For one thread at a time. */
final class ConnectionFactory implements ConnectionMaker {

  /**
   * What all connections share.
   *
   * @param loops where connections live, each on one of them
   * @param transports open links
   * @param credentials say who we are
   * @param sink where messages go
   * @param observers who wants to know of every connection
   * @param observerThread where observers are called
   * @param wallClock the time of day
   * @param random a source of randomness for each
   * @param recorder who writes down what enters the machines; mostly nobody
   * @param stores where messages outlive the process; empty if they do not
   * @param dialogue what connections ask for, in place of what is configured; mostly empty
   */
  record Shared(
      NettyEventLoops loops,
      Transports transports,
      CredentialSources credentials,
      MessageSink sink,
      Set<ConnectionObserver> observers,
      Executor observerThread,
      WallClock wallClock,
      Supplier<RandomGenerator> random,
      Optional<EventRecorder> recorder,
      Optional<ConnectionStores> stores,
      Optional<DialogueSettings> dialogue) {}

  /** How a connection gets to its gateway: kept, so that it is seen whether it has changed. */
  private record Way(ConnectionConfig told, Transport transport, CredentialsSource credentials) {}

  private final Shared shared;
  private final Map<String, Way> ways = new LinkedHashMap<>();
  private final Map<String, SessionProtocol> protocols = new LinkedHashMap<>();

  ConnectionFactory(Shared shared) {
    this.shared = shared;
  }

  @Override
  public SupervisedConnection make(ConnectionConfig config, List<ConnectionObserver> observers)
      throws IOException {
    Way way = way(config);
    ConnectionPorts ports = ports(way, observers);
    if (shared.stores().isPresent()) {
      ConnectionStores stores = shared.stores().get();
      ports = ports.storedIn(stores.store(config.id())).commandsIn(stores.records(config.id()));
    }
    ways.put(config.id(), way);
    return new SupervisedConnection(settings(config), ports);
  }

  @Override
  public boolean canAdopt(ConnectionConfig now) {
    Way before = ways.get(now.id());
    return before != null
        && protocol(before.told()) == protocol(now)
        && settings(before.told()).canBecome(settings(now));
  }

  @Override
  public void adopt(SupervisedConnection connection, ConnectionConfig now) {
    Way way = new Way(now, shared.transports().of(now.transport()), credentials(now));
    ways.put(now.id(), way);
    connection.adopt(settings(now), way.transport(), way.credentials());
  }

  @Override
  public void gone(String id) {
    ways.remove(id);
  }

  private Way way(ConnectionConfig config) {
    return new Way(
        config,
        shared.transports().of(config.transport()),
        shared.credentials().forConnection(config));
  }

  /** The same object, if there is nothing new about them. */
  private CredentialsSource credentials(ConnectionConfig now) {
    Way before = ways.get(now.id());
    return before != null && CredentialSources.areAlike(before.told(), now)
        ? before.credentials()
        : shared.credentials().forConnection(now);
  }

  private ConnectionPorts ports(Way way, List<ConnectionObserver> observers) {
    List<ConnectionObserver> all = new ArrayList<>(observers);
    all.addAll(shared.observers());
    return new ConnectionPorts(
            shared.loops().next(),
            way.transport(),
            protocol(way.told()),
            way.credentials(),
            shared.sink(),
            all,
            shared.observerThread(),
            shared.wallClock(),
            shared.random().get())
        .recordedBy(shared.recorder());
  }

  private ConnectionSettings settings(ConnectionConfig config) {
    SessionProtocol protocol = protocol(config);
    ConnectionPolicy policy =
        config.policy().toBuilder().loginRequired(protocol.profile().login()).build();
    return new ConnectionSettings(
        config.id(),
        config.gateway().endpoints(),
        config.gateway().headers(),
        policy,
        config.heartbeatMode().orElse(protocol.profile().heartbeat()),
        config.outbox(),
        shared.dialogue().orElse(config.dialogue()),
        config.gateway().credentials().rotateBeforeExpiry(),
        config.gateway().returnAfter());
  }

  private SessionProtocol protocol(ConnectionConfig config) {
    return config
        .gateway()
        .describedProtocol()
        .orElseGet(
            () ->
                protocols.computeIfAbsent(
                    config.gateway().protocol(),
                    name ->
                        Protocols.byName(name)
                            .orElseThrow(
                                () ->
                                    new IllegalStateException(
                                        "a checked protocol is missing: " + name))));
  }
}
