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
import dev.holdfast.bootstrap.config.ConfigRequest;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast run}: the daemon. */
@Command(
    name = "run",
    description = {
      "Connects to the gateway and keeps the link alive until it is told to stop.",
      "Standard output is data: each message from the gateway is one line. Standard error is the"
          + " log.",
      "SIGINT and SIGTERM stop it in good order, SIGUSR1 cuts the wait for the next attempt short,"
          + " SIGHUP reads the configuration again."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast");

  /** What the end of the process may overrun the shutdown timeout by, for flushing and such. */
  private static final Duration MARGIN = Duration.ofMillis(400);

  /** A day of an unquiet link; a quiet one fills it in years. */
  private static final long RECORD_MAX_BYTES = 64L << 20;

  @Spec private CommandSpec spec;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--stdin",
      arity = "0..1",
      fallbackValue = "messages",
      paramLabel = "messages|commands",
      description =
          "Take each line of standard input as a message (the default), or as a command: its name,"
              + " and after a space its payload; or an object of JSON with command, payload,"
              + " idempotent and id. What becomes of it is a line of JSON on standard output. Waits while"
              + " there is no room.")
  private Optional<StdinKind> stdin = Optional.empty();

  @Option(
      names = "--stdin-connection",
      paramLabel = "ID",
      description = "With --stdin: which connection it is for, where there are several.")
  private Optional<String> stdinConnection = Optional.empty();

  @Option(
      names = "--exit-on-eof",
      description =
          "With --stdin: stop in good order once standard input has ended and every line was sent."
              + " Default: stay.")
  private boolean exitOnEof;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Write every event that decides about the connection to this file, behind what it holds,"
              + " up to 64 MiB: the library's Replay goes through them again. No messages, no"
              + " secrets.")
  private Optional<Path> record = Optional.empty();

  @Override
  public Integer call() {
    ConfigLoader loader = new ConfigLoader(Protocols.names());
    ConfigRequest request = options.request(System.getenv(), Path.of(""));
    try {
      LoadedConfig loaded = loader.load(request);
      read(loaded.config());
      return run(loaded, () -> loader.load(request));
    } catch (ConfigException | RecordingException | IOException e) {
      return usage(e);
    }
  }

  private int usage(Exception problem) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(problem.getMessage());
    err.flush();
    return ExitCode.USAGE.status();
  }

  private int run(LoadedConfig loaded, Reload.Source source)
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
                new ReloadModule(loaded, record.isPresent() ? RunCommand::notNow : source)));
    modules.add(new MetricsModule(config.metrics(), VersionProvider.version()));
    config.alerts().ifPresent(alerts -> modules.add(new AlertsModule(alerts)));
    ServiceConfig.of(System.getenv(), ProcessHandle.current().pid())
        // Neither as a method reference nor with its type: the class would be loaded where nobody
        // asks.
        .flatMap(asked -> ServiceModule.of(asked))
        .ifPresent(modules::add);
    admin.ifPresent(api -> modules.add(new AdminModule(VersionProvider.version())));
    config.storage().file().ifPresent(RunCommand::unpackBeside);
    Optional<OutboxFile> outbox = OutboxFiles.open(config.storage());
    try {
      Optional<InboundJournal> journal = Optional.empty();
      if (outbox.isPresent()) {
        modules.add(new OutboxModule(OutboxFiles.stores(outbox.get())));
        journal = OutboxFiles.journal(outbox.get(), config);
        LOG.info("Messages are kept in {}", outbox.get().file());
      }
      modules.add(new SinksModule(targets, journal));
      return record.isPresent()
          ? recorded(config, proxies, admin, modules, mask)
          : run(config, proxies, admin, Guice.createInjector(modules));
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
      ProxyWords proxies,
      Optional<AdminServer> admin,
      List<Module> modules,
      SecretMask mask)
      throws RecordingException, IOException {
    try (Recording recording =
        Recording.to(
            record.orElseThrow(), VersionProvider.version(), RECORD_MAX_BYTES, mask::apply)) {
      modules.add(new RecordingModule(recording));
      return run(config, proxies, admin, Guice.createInjector(modules));
    }
  }

  private int run(
      DaemonConfig config, ProxyWords proxies, Optional<AdminServer> admin, Injector injector)
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
    stdin.ifPresent(kind -> read(kind, read(config), injector));
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
  private ConnectionConfig read(DaemonConfig config) {
    List<ConnectionConfig> all = config.connections();
    if (stdin.isPresent() && stdinConnection.isEmpty() && all.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--stdin with several connections needs --stdin-connection ID, such as "
              + config.first().id());
    }
    String id = stdinConnection.orElse(config.first().id());
    return all.stream()
        .filter(connection -> connection.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
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
          if (exitOnEof) {
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
