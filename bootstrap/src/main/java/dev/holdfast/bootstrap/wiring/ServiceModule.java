package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.adapter.systemd.NotifySocket;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.notify.ServiceReports;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.ServiceConfig;
import dev.holdfast.bootstrap.supervision.Later;
import dev.holdfast.bootstrap.supervision.Milestones;
import dev.holdfast.bootstrap.supervision.ServiceWatch;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers to tell the service manager what becomes of the process. */
public final class ServiceModule extends AbstractModule {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.service");

  private final NotifySocket socket;
  private final Optional<Duration> watchdog;

  private ServiceModule(NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * A module for a service manager that wants to be told; none if it cannot be, which is a warning:
   * the links are none the worse.
   */
  public static Optional<Module> of(ServiceConfig config) {
    config.warnings().forEach(LOG::warn);
    try {
      return Optional.of(new ServiceModule(NotifySocket.to(config.socket()), config.watchdog()));
    } catch (IOException e) {
      LOG.warn(
          "NOTIFY_SOCKET={}: {}; the service manager is told nothing",
          config.socket(),
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Milestones.class)
        .setBinding()
        .to(ServiceWatch.class);
  }

  @Provides
  @Singleton
  ServiceWatch watch(Supervisor supervisor, SelfAudit audit, WallClock wallClock, Later later) {
    return new ServiceWatch(
        new ServiceReports(socket),
        watchdog,
        new ServiceWatch.Surroundings(supervisor::all, audit, wallClock, System::nanoTime, later));
  }
}
