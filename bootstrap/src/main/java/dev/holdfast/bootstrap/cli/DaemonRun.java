package dev.holdfast.bootstrap.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import dev.holdfast.adapter.adminhttp.AdminServer;
import dev.holdfast.adapter.metrics.Metrics;
import dev.holdfast.adapter.outbox.NativeFolder;
import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.simulation.replay.Recording;
import dev.holdfast.adapter.simulation.replay.RecordingException;
import dev.holdfast.adapter.sink.queue.FanOutSink;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigProblem;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.LoadedConfig;
import dev.holdfast.bootstrap.config.ServiceConfig;
import dev.holdfast.bootstrap.config.SinkConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.lifecycle.ProcessSignals;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.stdin.CommandLines;
import dev.holdfast.bootstrap.stdin.LineTaker;
import dev.holdfast.bootstrap.stdin.MessageLines;
import dev.holdfast.bootstrap.stdin.StandardInput;
import dev.holdfast.bootstrap.supervision.OutageWatch;
import dev.holdfast.bootstrap.supervision.Reload;
import dev.holdfast.bootstrap.supervision.Supervisor;
import dev.holdfast.bootstrap.wiring.AdminModule;
import dev.holdfast.bootstrap.wiring.AlertsModule;
import dev.holdfast.bootstrap.wiring.BackgroundThread;
import dev.holdfast.bootstrap.wiring.ConnectionModule;
import dev.holdfast.bootstrap.wiring.CredentialSources;
import dev.holdfast.bootstrap.wiring.MetricsModule;
import dev.holdfast.bootstrap.wiring.OutboxFiles;
import dev.holdfast.bootstrap.wiring.OutboxModule;
import dev.holdfast.bootstrap.wiring.RecordingModule;
import dev.holdfast.bootstrap.wiring.ReloadModule;
import dev.holdfast.bootstrap.wiring.ServiceModule;
import dev.holdfast.bootstrap.wiring.SinkTargets;
import dev.holdfast.bootstrap.wiring.SinksModule;
import dev.holdfast.bootstrap.wiring.SystemModule;
import dev.holdfast.bootstrap.wiring.TransportModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon as a process: from its configuration to its exit code. */
final class DaemonRun {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast");

  /** What the end of the process may overrun the shutdown timeout by, for flushing and such. */
  private static final Duration MARGIN = Duration.ofMillis(400);

  /** A day of an unquiet link; a quiet one fills it in years. */
  private static final long RECORD_MAX_BYTES = 64L << 20;

  private final RunOptions options;
  private final PrintWriter err;

  DaemonRun(RunOptions options, PrintWriter err) {
    this.options = options;
    this.err = err;
  }

  /**
   * Runs until the daemon is told to stop, or has no reason to go on.
   *
   * @return the exit code
   * @throws UsageException if the options do not fit the configuration
   */
  int run() throws UsageException {
    ConfigLoader loader = new ConfigLoader(Protocols.names());
    try {
      LoadedConfig loaded = loader.load(options.configuration());
      ConnectionConfig reads = read(loaded.config());
      return run(loaded, reads, () -> loader.load(options.configuration()));
    } catch (ConfigException | RecordingException | IOException e) {
      err.println(e.getMessage());
      err.flush();
      return ExitCode.USAGE.status();
    }
  }

  private int run(LoadedConfig loaded, ConnectionConfig reads, Reload.Source source)
      throws RecordingException, IOException {
    DaemonConfig config = loaded.config();
    SecretMask mask = LoggingSetup.configure(config.log(), loaded.secrets());
    ProxyWords proxies = new ProxyWords(config);
    Stream.concat(loaded.warnings().stream(), proxies.warnings().stream()).forEach(LOG::warn);
    Optional<AdminServer> admin = ControlApi.bind(config.admin());
    Map<SinkConfig, Target> targets =
        new SinkTargets(mask::learn, new BackgroundThread("holdfast-archive")).open(config.sinks());
    List<Module> modules =
        new ArrayList<>(
            List.of(
                new ConnectionModule(config),
                new TransportModule(),
                new SystemModule(mask),
                new ReloadModule(
                    loaded, options.record().isPresent() ? DaemonRun::notNow : source)));
    modules.add(new MetricsModule(config.metrics(), VersionProvider.version()));
    config.alerts().ifPresent(alerts -> modules.add(new AlertsModule(alerts)));
    ServiceConfig.of(System.getenv(), ProcessHandle.current().pid())
        // Neither as a method reference nor with its type: the class would be loaded where nobody
        // asks.
        .flatMap(asked -> ServiceModule.of(asked))
        .ifPresent(modules::add);
    admin.ifPresent(api -> modules.add(new AdminModule(VersionProvider.version())));
    config.storage().file().ifPresent(DaemonRun::unpackBeside);
    Optional<OutboxFile> outbox = OutboxFiles.open(config.storage());
    try {
      Optional<InboundJournal> journal = Optional.empty();
      if (outbox.isPresent()) {
        modules.add(new OutboxModule(OutboxFiles.stores(outbox.get())));
        journal = OutboxFiles.journal(outbox.get(), config);
        LOG.info("Messages are kept in {}", outbox.get().file());
      }
      modules.add(new SinksModule(targets, journal));
      return options.record().isPresent()
          ? recorded(config, reads, proxies, admin, modules, mask)
          : run(config, reads, proxies, admin, Guice.createInjector(modules));
    } finally {
      outbox.ifPresent(OutboxFile::close);
    }
  }

  /** Unless the user has another place for it. */
  private static void unpackBeside(Path outbox) {
    if (System.getProperty(NativeFolder.PROPERTY) == null) {
      System.setProperty(NativeFolder.PROPERTY, NativeFolder.of(outbox).toString());
    }
  }

  /** A recording knows what its connections were told when they began. */
  private static LoadedConfig notNow() throws ConfigException {
    throw new ConfigException(
        List.of(
            new ConfigProblem("--record", "", "means that the configuration cannot change", "")));
  }

  private int recorded(
      DaemonConfig config,
      ConnectionConfig reads,
      ProxyWords proxies,
      Optional<AdminServer> admin,
      List<Module> modules,
      SecretMask mask)
      throws RecordingException, IOException {
    try (Recording recording =
        Recording.to(
            options.record().orElseThrow(),
            VersionProvider.version(),
            RECORD_MAX_BYTES,
            mask::apply)) {
      modules.add(new RecordingModule(recording));
      return run(config, reads, proxies, admin, Guice.createInjector(modules));
    }
  }

  private int run(
      DaemonConfig config,
      ConnectionConfig reads,
      ProxyWords proxies,
      Optional<AdminServer> admin,
      Injector injector)
      throws IOException {
    Daemon daemon = injector.getInstance(Daemon.class);
    Supervisor supervisor = injector.getInstance(Supervisor.class);
    supervisor.prepare();
    Reload reload = injector.getInstance(Reload.class);
    ProcessSignals.install(
        () -> {
          daemon.stop();
          endAtTheLatest(config.shutdownTimeout().plus(MARGIN));
        },
        supervisor::reconnectNow,
        reload::reload);
    Introduction.lines(config).forEach(LOG::info);
    proxies.lines().forEach(LOG::info);
    // Beside the first attempt, not before it: clients wait meanwhile.
    admin.ifPresent(
        api ->
            new BackgroundThread("holdfast-admin-start")
                .execute(() -> ControlApi.serve(api, injector)));
    Metrics metrics = injector.getInstance(Metrics.class);
    metrics.start();
    config.alerts().ifPresent(alerts -> injector.getInstance(OutageWatch.class).start());
    options.stdin().ifPresent(kind -> read(kind, reads, injector));
    ExitCode code = daemon.run();
    config
        .alerts()
        .ifPresent(alerts -> injector.getInstance(OutageWatch.class).end(daemon.timeLeft()));
    metrics.close(daemon.timeLeft());
    admin.ifPresent(ControlApi::close);
    injector.getInstance(CredentialSources.class).close();
    injector.getInstance(FanOutSink.class).close(daemon.timeLeft());
    if (!config.listed()) {
      supervisor
          .find(config.first().id())
          .flatMap(connection -> StopAdvice.on(connection.status()))
          .ifPresent(LOG::error);
    }
    LOG.info("Stopped, exit code {}: {}", code.status(), code.meaning());
    return code.status();
  }

  /** The connection that standard input is for. */
  private ConnectionConfig read(DaemonConfig config) throws UsageException {
    List<ConnectionConfig> all = config.connections();
    if (options.stdin().isPresent() && options.stdinConnection().isEmpty() && all.size() > 1) {
      throw new UsageException(
          "--stdin with several connections needs --stdin-connection ID, such as "
              + config.first().id());
    }
    String id = options.stdinConnection().orElse(config.first().id());
    return all.stream()
        .filter(connection -> connection.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--stdin-connection=" + id + ": expected the id of a connection"));
  }

  private void read(StdinKind kind, ConnectionConfig config, Injector injector) {
    // Reloading must not pull it away, and does not: what it becomes has the same name.
    Supervisor supervisor = injector.getInstance(Supervisor.class);
    SupervisedConnection connection = supervisor.find(config.id()).orElseThrow();
    Daemon daemon = injector.getInstance(Daemon.class);
    LineTaker taker =
        kind == StdinKind.MESSAGES
            ? new MessageLines(connection, connection)
            : new CommandLines(
                config.id(),
                connection,
                config.commandTimeout(),
                injector.getInstance(MessageSink.class));
    Runnable onEnd =
        () -> {
          if (options.exitOnEof()) {
            taker.finish();
            daemon.stop();
          }
        };
    new StandardInput(System.in, config.transport().maxMessageBytes(), taker, onEnd).start();
  }

  /** Whatever still hangs then, such as a full pipe, does not keep the process. */
  private static void endAtTheLatest(Duration after) {
    CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> Runtime.getRuntime().halt(ExitCode.FORCED.status()));
  }
}
