package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.alert.AlertOptions;
import dev.holdfast.adapter.alert.Alerts;
import dev.holdfast.application.alert.Outages;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.AlertsConfig;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.supervision.Later;
import dev.holdfast.bootstrap.supervision.OutageWatch;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Offers the watch over outages, and the ways in which somebody is told. */
public final class AlertsModule extends AbstractModule {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What goes down together is told together; never longer than somebody wants to wait anyway. */
  private static final Duration GATHER = Duration.ofSeconds(10);

  private final AlertsConfig config;

  /**
   * A module for one configuration.
   *
   * @param config checked
   */
  public AlertsModule(AlertsConfig config) {
    this.config = config;
  }

  @Provides
  @Singleton
  OutageWatch watch(Supervisor supervisor, WallClock wallClock, SecretMask mask, Later later) {
    Alerts alerts =
        new Alerts(
            new AlertOptions(config.webhook(), config.command(), LIMIT),
            new Alerts.Surroundings(
                new BackgroundThread("holdfast-alerts"),
                AlertsModule::pause,
                wallClock,
                mask::apply));
    Duration gather = config.after().compareTo(GATHER) < 0 ? config.after() : GATHER;
    return new OutageWatch(
        supervisor::all, new Outages(config.after(), gather), alerts, System::nanoTime, later);
  }

  private static void pause(Duration time) throws InterruptedException {
    var unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
