package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.time.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a daemon: a page for Prometheus when it is asked for, and pushed by OTLP where
 * that is wanted. Any thread but a loop.
 */
public final class Metrics implements AutoCloseable {

  /** The media type of {@link #page} (Prometheus text format). */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PREFIX = "holdfast.";

  private static final double MILLIS = 1_000;

  private static final Duration LAST_PUSH_MOST = Duration.ofMillis(500);

  private final MetricsSources sources;
  private final CompositeMeterRegistry all = new CompositeMeterRegistry();
  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Fleet fleet;
  private final LifeMeters life;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private Optional<OtlpPush> push = Optional.empty();

  /**
   * Begins to measure; loops are watched from {@link #start} on.
   *
   * @param sources where figures come from
   * @param options what is told, and where to
   * @param clock the monotonic clock
   */
  public Metrics(MetricsSources sources, MetricsOptions options, Clock clock) {
    this.sources = sources;
    this.fleet = new Fleet(sources.connections(), clock);
    all.add(prometheus);
    options.otlp().ifPresent(this::push);
    this.life = new LifeMeters(all, clock, this::isUp);
    connections(options.maxConnections());
    process(options.version());
    new JvmMemoryMetrics().bindTo(all);
    new JvmThreadMetrics().bindTo(all);
    new ProcessorMetrics().bindTo(all);
    new FileDescriptorMetrics().bindTo(all);
    new UptimeMetrics().bindTo(all);
    collections.bindTo(all);
  }

  /** Learns what becomes of connections. */
  public ConnectionObserver observer() {
    return life;
  }

  /** Begins to watch the loops. Once. */
  public void start() {
    new LoopLag(all).watch(sources.loops().get());
  }

  /** Everything now, in the text format of Prometheus. May take a while with many connections. */
  public String page() {
    bindReasons();
    bindSinks();
    return prometheus.scrape();
  }

  /** Ends, and pushes for a last time, where it is pushed. */
  @Override
  public void close() {
    close(LAST_PUSH_MOST);
  }

  /**
   * Ends, and pushes for a last time, where it is pushed.
   *
   * @param within how long that may take; above zero, and never longer than half a second
   */
  public void close(Duration within) {
    push.ifPresent(
        its -> its.hurry(within.compareTo(LAST_PUSH_MOST) < 0 ? within : LAST_PUSH_MOST));
    collections.close();
    all.close();
  }

  private boolean isUp(String connection) {
    return sources
        .connections()
        .get()
        .find(connection)
        .map(found -> found.observe().status().up())
        .orElse(false);
  }

  private void push(OtlpOptions options) {
    OtlpPush made = new OtlpPush(options.timeout());
    push = Optional.of(made);
    all.add(OtlpMeterRegistry.builder(config(options)).metricsSender(made).build());
    FunctionCounter.builder(PREFIX + "otlp.pushes.failed", made, OtlpPush::failed)
        .description("Pushes that did not arrive")
        .register(all);
  }

  private static OtlpConfig config(OtlpOptions options) {
    return new OtlpConfig() {
      @Override
      public @Nullable String get(String key) {
        return null;
      }

      @Override
      public String url() {
        return options.url().toString();
      }

      @Override
      public Map<String, String> headers() {
        return options.headers();
      }

      @Override
      public Duration step() {
        return options.interval();
      }

      @Override
      public Map<String, String> resourceAttributes() {
        return Map.of("service.name", "holdfast");
      }
    };
  }

  private void connections(int most) {
    ConnectionSeries series = new ConnectionSeries(fleet, most);
    prometheus.getPrometheusRegistry().register(series);
    gauge("connections.left.out", "Connections without series of their own", series::leftOut);
    for (ConnectionState state : ConnectionState.values()) {
      Gauge.builder(PREFIX + "connections", fleet, its -> its.in(state))
          .description("Connections in each state")
          .tag("state", state.name())
          .register(all);
    }
    gauge("connections.up", "Connections that are up", fleet::up);
    gauge("connections.required.down", "Required connections that are not up", fleet::requiredDown);
    gauge("outbox.messages", "Accepted messages that wait, of all connections", fleet::queued);
    for (Count count : Count.values()) {
      counter(count.id(), count.help(), fleet, its -> its.sum(count));
    }
  }

  /** Reasons have a series once they were seen. */
  private void bindReasons() {
    for (Reasoned kind : Reasoned.values()) {
      for (String reason : fleet.reasons(kind)) {
        FunctionCounter.builder(PREFIX + kind.id(), fleet, its -> its.sum(kind, reason))
            .description(kind.help())
            .tag(kind.label(), reason)
            .register(all);
      }
    }
  }

  private void bindSinks() {
    for (SinkFigures sink : sources.sinks().get()) {
      String name = sink.sink();
      Gauge.builder(
              PREFIX + "sink.queue.messages", sources, its -> of(its, name, SinkFigures::waiting))
          .description("Messages that a sink has taken and not written")
          .tag("sink", name)
          .register(all);
      Gauge.builder(
              PREFIX + "sink.lag", sources, its -> of(its, name, SinkFigures::lagMillis) / MILLIS)
          .baseUnit("seconds")
          .description("How long the oldest of these has waited")
          .tag("sink", name)
          .register(all);
      FunctionCounter.builder(
              PREFIX + "sink.messages.lost", sources, its -> of(its, name, SinkFigures::lost))
          .description("Messages that a sink has lost")
          .tag("sink", name)
          .register(all);
    }
  }

  private static double of(
      MetricsSources sources, String sink, ToLongFunction<SinkFigures> reader) {
    return sources.sinks().get().stream()
        .filter(each -> each.sink().equals(sink))
        .mapToLong(reader)
        .sum();
  }

  private void process(String version) {
    prometheus
        .getPrometheusRegistry()
        .register(
            () ->
                InfoSnapshot.builder()
                    .name("holdfast_build")
                    .help("1, with the version of the program")
                    .dataPoint(
                        InfoSnapshot.InfoDataPointSnapshot.builder()
                            .labels(Labels.of("version", version))
                            .build())
                    .build());
    gauge(
        "healthy",
        "Whether every invariant holds",
        () -> sources.health().get().health().live() ? 1 : 0);
    for (Invariant invariant : Invariant.values()) {
      FunctionCounter.builder(
              PREFIX + "invariant.violations",
              sources,
              its ->
                  Optional.ofNullable(its.health().get().health().counts().get(invariant))
                      .orElse(0L))
          .description("How often an invariant was violated")
          .tag("invariant", invariant.id())
          .register(all);
    }
    bytes("read", its -> its.bytesRead().getAsLong());
    bytes("written", its -> its.bytesWritten().getAsLong());
    Gauge.builder(PREFIX + "buffer.memory", sources, its -> its.bufferBytes().getAsLong())
        .baseUnit("bytes")
        .description("Memory of network buffers outside of the heap")
        .register(all);
    counter(
        "log.lines.suppressed",
        "Lines that the log left out, because there were too many",
        sources,
        its -> its.suppressedLines().getAsLong());
  }

  private void bytes(String direction, ToDoubleFunction<MetricsSources> reader) {
    FunctionCounter.builder(PREFIX + "frames", sources, reader)
        .baseUnit("bytes")
        .description("Bytes of WebSocket frames, behind TLS and with compression")
        .tag("direction", direction)
        .register(all);
  }

  private void gauge(String name, String help, Supplier<Number> reader) {
    Gauge.builder(PREFIX + name, reader).description(help).register(all);
  }

  private <T> void counter(String name, String help, T of, ToDoubleFunction<T> reader) {
    FunctionCounter.builder(PREFIX + name, of, reader).description(help).register(all);
  }
}
