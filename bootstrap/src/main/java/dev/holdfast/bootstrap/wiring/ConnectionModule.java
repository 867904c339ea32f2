package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.service.TransitionHistory;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import dev.holdfast.bootstrap.supervision.Later;
import dev.holdfast.bootstrap.supervision.Milestones;
import dev.holdfast.bootstrap.supervision.Patrol;
import dev.holdfast.bootstrap.supervision.StartPace;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Offers the connections of a configuration, and the daemon that keeps them up. */
public final class ConnectionModule extends AbstractModule {

  /** Transitions that are remembered: a few hours of a link that flaps, years of a good one. */
  private static final int HISTORY_MOST = 100;

  /** Of all connections together, where there are many. */
  private static final int HISTORIES_MOST = 100_000;

  private static final int HISTORY_LEAST = 10;

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
    bind(Later.class).to(LaterThread.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), ConnectionObserver.class);
    OptionalBinder.newOptionalBinder(binder(), EventRecorder.class);
    OptionalBinder.newOptionalBinder(binder(), ConnectionStores.class);
    OptionalBinder.newOptionalBinder(binder(), DialogueSettings.class);
    OptionalBinder.newOptionalBinder(binder(), TransitionFollower.class)
        .setDefault()
        .toInstance(transition -> {});
    OptionalBinder.newOptionalBinder(binder(), Milestones.class)
        .setDefault()
        .toInstance(Milestones.UNTOLD);
  }

  /** Told of every transition of every connection, after it was noted; must not block. */
  interface TransitionFollower extends Consumer<PastTransition> {}

  @Provides
  @Singleton
  ConnectionFactory factory(
      NettyEventLoops loops,
      Transports transports,
      CredentialSources credentials,
      MessageSink sink,
      Set<ConnectionObserver> observers,
      ObserverThread observerThread,
      WallClock wallClock,
      Provider<RandomGenerator> random,
      Optional<EventRecorder> recorder,
      Optional<ConnectionStores> stores,
      Optional<DialogueSettings> dialogue) {
    return new ConnectionFactory(
        new ConnectionFactory.Shared(
            loops,
            transports,
            credentials,
            sink,
            observers,
            observerThread,
            wallClock,
            random::get,
            recorder,
            stores,
            dialogue));
  }

  @Provides
  @Singleton
  Supervisor supervisor(
      ConnectionFactory factory,
      WallClock wallClock,
      TransitionFollower follower,
      RandomGenerator random,
      Later later) {
    int most =
        Math.max(
            HISTORY_LEAST, Math.min(HISTORY_MOST, HISTORIES_MOST / config.connections().size()));
    return new Supervisor(
        config,
        new Supervisor.Surroundings(
            factory,
            id -> new TransitionHistory(id, most, System::nanoTime, wallClock, follower),
            later,
            random,
            StartPace.USUAL));
  }

  /** The only connection, for those who want no more. */
  @Provides
  SupervisedConnection connection(Supervisor supervisor) {
    try {
      supervisor.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException("the place of the connection cannot be had", e);
    }
    return supervisor.find(config.first().id()).orElseThrow();
  }

  @Provides
  @Singleton
  Daemon daemon(Supervisor supervisor, SelfAudit audit, Milestones milestones, Later later) {
    return new Daemon(supervisor, new Patrol(audit, later), milestones, config.shutdownTimeout());
  }

  @Provides
  @Singleton
  SelfAudit audit(Supervisor supervisor) {
    return new SelfAudit(supervisor::all, System::nanoTime);
  }
}
