package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import dev.holdfast.bootstrap.lifecycle.StopWatcher;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Offers the connection of a configuration, and the daemon that keeps it up. */
public final class ConnectionModule extends AbstractModule {

  /** The id of the connection that comes from the environment. */
  public static final String ID = "gateway";

  private final DaemonConfig config;

  /**
   * A module for one configuration.
   *
   * @param config checked
   */
  public ConnectionModule(DaemonConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(DaemonConfig.class).toInstance(config);
    bind(StopWatcher.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), ConnectionObserver.class).addBinding().to(StopWatcher.class);
    OptionalBinder.newOptionalBinder(binder(), EventRecorder.class);
    OptionalBinder.newOptionalBinder(binder(), MessageStore.class);
    OptionalBinder.newOptionalBinder(binder(), CommandRecords.class);
    OptionalBinder.newOptionalBinder(binder(), DialogueSettings.class)
        .setDefault()
        .toInstance(config.dialogue());
  }

  @Provides
  @Singleton
  SessionProtocol protocol() {
    String name = config.gateway().protocol();
    return config
        .gateway()
        .describedProtocol()
        .or(() -> Protocols.byName(name))
        .orElseThrow(() -> new IllegalStateException("a checked protocol is missing: " + name));
  }

  @Provides
  @Singleton
  ConnectionSettings settings(SessionProtocol protocol, DialogueSettings dialogue) {
    ConnectionPolicy policy =
        config.policy().toBuilder().loginRequired(protocol.profile().login()).build();
    return new ConnectionSettings(
        ID,
        config.gateway().endpoints(),
        config.gateway().headers(),
        policy,
        config.heartbeatMode().orElse(protocol.profile().heartbeat()),
        config.outbox(),
        dialogue,
        config.gateway().credentials().rotateBeforeExpiry());
  }

  @Provides
  @Singleton
  ConnectionPorts ports(
      EventLoop loop,
      Transport transport,
      SessionProtocol protocol,
      CredentialsSource credentials,
      MessageSink sink,
      Set<ConnectionObserver> observers,
      ObserverThread observerThread,
      WallClock wallClock,
      RandomGenerator random,
      Optional<EventRecorder> recorder,
      Optional<MessageStore> store,
      Optional<CommandRecords> records) {
    ConnectionPorts ports =
        new ConnectionPorts(
                loop,
                transport,
                protocol,
                credentials,
                sink,
                List.copyOf(observers),
                observerThread,
                wallClock,
                random)
            .recordedBy(recorder);
    ConnectionPorts stored = store.map(ports::storedIn).orElse(ports);
    return records.map(stored::commandsIn).orElse(stored);
  }

  @Provides
  @Singleton
  SupervisedConnection connection(ConnectionSettings settings, ConnectionPorts ports) {
    return new SupervisedConnection(settings, ports);
  }

  @Provides
  @Singleton
  Daemon daemon(SupervisedConnection connection, StopWatcher stopWatcher) {
    return new Daemon(connection, stopWatcher, config.shutdownTimeout());
  }
}
