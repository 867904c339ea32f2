package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.holdfast.adapter.metrics.Metrics;
import dev.holdfast.adapter.metrics.MetricsOptions;
import dev.holdfast.adapter.metrics.MetricsSources;
import dev.holdfast.adapter.metrics.OtlpOptions;
import dev.holdfast.adapter.metrics.SinkFigures;
import dev.holdfast.adapter.sink.queue.FanOutSink;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.bootstrap.config.MetricsConfig;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.supervision.Supervisor;
import java.time.Duration;
import java.util.List;

/** Offers the figures of the daemon. */
public final class MetricsModule extends AbstractModule {

  private static final Duration PUSH_TIMEOUT = Duration.ofSeconds(10);

  private final MetricsConfig config;
  private final String version;

  /**
   * A module for one process.
   *
   * @param version of the program
   */
  public MetricsModule(MetricsConfig config, String version) {
    this.config = config;
    this.version = version;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ConnectionObserver.class);
  }

  /** Connections are observed by it from the first, so it asks for them only when it is asked. */
  @Provides
  @Singleton
  Metrics metrics(
      Provider<Supervisor> supervisor,
      Provider<SelfAudit> audit,
      NettyEventLoops loops,
      FanOutSink sinks) {
    return new Metrics(
        new MetricsSources(
            () -> supervisor.get().connections(),
            audit::get,
            loops::all,
            () -> figures(sinks),
            loops::bytesRead,
            loops::bytesWritten,
            NettyEventLoops::bufferBytes,
            LoggingSetup::suppressedLines),
        new MetricsOptions(
            config.maxConnections(), version, config.push().map(MetricsModule::otlp)),
        System::nanoTime);
  }

  @ProvidesIntoSet
  ConnectionObserver observer(Metrics metrics) {
    return metrics.observer();
  }

  private static OtlpOptions otlp(MetricsConfig.Push push) {
    return new OtlpOptions(push.url(), push.headers(), push.interval(), PUSH_TIMEOUT);
  }

  private static List<SinkFigures> figures(FanOutSink sinks) {
    return sinks.sinks().stream()
        .map(sink -> new SinkFigures(sink.name(), sink.waiting(), sink.lagMillis(), sink.lost()))
        .toList();
  }
}
