package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.adminhttp.AdminLimits;
import dev.holdfast.adapter.adminhttp.AdminOptions;
import dev.holdfast.adapter.adminhttp.AdminServer;
import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.bootstrap.config.OutboxStorage;
import dev.holdfast.bootstrap.demo.Demo;
import dev.holdfast.bootstrap.demo.DemoOptions;
import dev.holdfast.bootstrap.demo.DemoParts;
import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import dev.holdfast.bootstrap.gateway.GatewayStartException;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.lifecycle.ProcessSignals;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.wiring.OutboxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast demo}: the daemon against an embedded gateway that misbehaves on purpose. */
@Command(
    name = "demo",
    description = {
      "Runs the daemon against an embedded gateway that misbehaves on purpose, and tells how the"
          + " link recovers.",
      "Exit code 0 if the link came back from every fault, 1 if not."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "json",
      description = {
        "What gateway and daemon speak. json: readings come by themselves. ctc: the daemon logs in,"
            + " finds the sensors and takes readings on schedule; the gateway simulates CTC"
            + " Connect, from notes and not from hardware. Default: ${DEFAULT-VALUE}."
      })
  private GatewayProtocol protocol;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "End after this time, such as 60s or 5m. Default: until Ctrl-C.")
  private Optional<Duration> duration;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "3s",
      description = "How long the link is up between two faults. Default: ${DEFAULT-VALUE}.")
  private Duration every;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where the gateway listens on 127.0.0.1. Default: any free port.")
  private int port;

  @Option(
      names = "--page-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where the status page is on 127.0.0.1. Default: any free port.")
  private int pagePort;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides the order of the faults. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description = "Also show the daemon's log on standard error: info, debug. Default: error.")
  private LogLevel logLevel;

  @Override
  public Integer call() throws InterruptedException {
    LoggingSetup.configure(new LogOptions(logLevel, LogFormat.TEXT), List.of());
    DemoOptions options = options();
    try {
      Path folder = Files.createTempDirectory("holdfast-demo");
      try (OutboxFile outbox = outbox(folder);
          AdminServer page = page(options)) {
        return run(options, outbox, page);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("the demonstration cannot begin: " + e.getMessage());
      return ExitCode.USAGE.status();
    }
  }

  private static AdminServer page(DemoOptions options) throws IOException {
    try {
      return AdminServer.bind(
          new AdminOptions(
              "127.0.0.1", options.pagePort(), true, Optional.empty(), AdminLimits.defaults()));
    } catch (IOException e) {
      throw new IOException("--page-port=" + options.pagePort() + ": " + e.getMessage(), e);
    }
  }

  private int run(DemoOptions options, OutboxFile outbox, AdminServer page)
      throws InterruptedException {
    Optional<SessionProtocol> acknowledged =
        options.protocol() == GatewayProtocol.JSON
            ? Optional.of(DemoProtocol.acknowledged())
            : Optional.empty();
    DemoParts parts =
        new DemoParts(
            acknowledged,
            OutboxFiles.stores(outbox),
            new DemoParts.Page(page.address(), injector -> ControlApi.serve(page, injector)),
            VersionProvider.version());
    Demo demo = new Demo(options, parts, spec.commandLine().getOut());
    ProcessSignals.install(demo::interrupt, () -> {}, () -> {});
    try {
      return demo.run().status();
    } catch (GatewayStartException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.USAGE.status();
    }
  }

  private static OutboxFile outbox(Path folder) throws IOException {
    OutboxStorage storage =
        new OutboxStorage(
            Optional.of(folder.resolve("outbox.db")), false, OutboxStorage.IN_MEMORY.deadLetters());
    return OutboxFiles.open(storage).orElseThrow();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(protocol, duration, every, port, pagePort, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
