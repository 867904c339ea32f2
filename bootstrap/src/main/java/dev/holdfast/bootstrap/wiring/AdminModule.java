package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.adapter.adminhttp.AdminServices;
import dev.holdfast.adapter.adminhttp.BuildFacts;
import dev.holdfast.adapter.adminhttp.LiveEvents;
import dev.holdfast.adapter.adminhttp.LogLine;
import dev.holdfast.adapter.adminhttp.ShownMessage;
import dev.holdfast.adapter.adminhttp.ShownSetting;
import dev.holdfast.adapter.metrics.Metrics;
import dev.holdfast.adapter.sink.latest.LatestMessages;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.supervision.Reload;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.time.Instant;
import java.util.List;

/** Offers what the control API serves. */
public final class AdminModule extends AbstractModule {

  private final String version;

  /**
   * A module for one process.
   *
   * @param version of the program
   */
  public AdminModule(String version) {
    this.version = version;
  }

  @Override
  protected void configure() {
    LiveEvents events = new LiveEvents();
    bind(LiveEvents.class).toInstance(events);
    OptionalBinder.newOptionalBinder(binder(), ConnectionModule.TransitionFollower.class)
        .setBinding()
        .toInstance(events::accept);
  }

  @Provides
  @Singleton
  AdminServices services(
      Supervisor supervisor,
      Reload reload,
      SelfAudit audit,
      Metrics metrics,
      LatestMessages latest,
      DaemonConfig config,
      WallClock wallClock,
      SecretMask mask) {
    return new AdminServices(
        supervisor.connections(),
        id -> supervisor.config(id).orElse(config.first()).commandTimeout(),
        config.shutdownTimeout(),
        () -> shown(reload),
        reload,
        audit,
        new PageMaker(metrics, new BackgroundThread("holdfast-metrics")),
        new OutboxGlance(config.storage().file(), new BackgroundThread("holdfast-outbox-view")),
        id -> shown(latest, id),
        AdminModule::log,
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

  private static List<ShownMessage> shown(LatestMessages latest, String connection) {
    return latest.of(connection).stream()
        .map(
            each ->
                new ShownMessage(
                    each.message().topic(),
                    each.message().subject(),
                    each.atMillis(),
                    each.message().text()))
        .toList();
  }

  private static List<LogLine> log() {
    return LoggingSetup.tail().lines().stream()
        .map(
            line ->
                new LogLine(
                    line.number(),
                    line.atMillis(),
                    line.level(),
                    line.source(),
                    line.connection(),
                    line.text()))
        .toList();
  }

  private static List<ShownSetting> shown(Reload reload) {
    return reload.current().effective().stream()
        .map(setting -> new ShownSetting(setting.key(), setting.shownValue(), setting.source()))
        .toList();
  }
}
