package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.holdfast.adapter.adminhttp.AdminServices;
import dev.holdfast.adapter.adminhttp.BuildFacts;
import dev.holdfast.adapter.adminhttp.LiveEvents;
import dev.holdfast.adapter.adminhttp.ShownSetting;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.application.service.KnownConnections;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.service.TransitionHistory;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.EffectiveSetting;
import dev.holdfast.bootstrap.logging.SecretMask;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Offers what the control API serves, and remembers what it tells. */
public final class AdminModule extends AbstractModule {

  /** A few hours of a link that flaps; years of a good one. */
  private static final int HISTORY_MOST = 100;

  private final List<EffectiveSetting> settings;
  private final String version;

  /**
   * A module for one configuration.
   *
   * @param settings in force, secrets masked
   * @param version of the program
   */
  public AdminModule(List<EffectiveSetting> settings, String version) {
    this.settings = List.copyOf(settings);
    this.version = version;
  }

  @Override
  protected void configure() {
    bind(LiveEvents.class).toInstance(new LiveEvents());
    Multibinder.newSetBinder(binder(), ConnectionObserver.class)
        .addBinding()
        .to(TransitionHistory.class);
  }

  @Provides
  @Singleton
  TransitionHistory history(WallClock wallClock, LiveEvents events) {
    return new TransitionHistory(
        ConnectionModule.ID, HISTORY_MOST, System::nanoTime, wallClock, events);
  }

  @Provides
  @Singleton
  FindConnectionsUseCase connections(SupervisedConnection connection, TransitionHistory history) {
    return new KnownConnections(
        Map.of(
            ConnectionModule.ID,
            new ConnectionUseCases(
                connection, connection, connection, connection, connection, connection, history)));
  }

  @Provides
  @Singleton
  AdminServices services(
      FindConnectionsUseCase connections,
      DaemonConfig config,
      WallClock wallClock,
      SecretMask mask) {
    return new AdminServices(
        connections,
        config.commandTimeout(),
        config.shutdownTimeout(),
        settings.stream()
            .map(setting -> new ShownSetting(setting.key(), setting.shownValue(), setting.source()))
            .toList(),
        new BuildFacts(
            version,
            Runtime.version().toString(),
            ProcessHandle.current().pid(),
            ProcessHandle.current()
                .info()
                .startInstant()
                .orElseGet(() -> Instant.ofEpochMilli(wallClock.millis()))),
        new LogSwitch(),
        wallClock,
        mask::apply);
  }
}
