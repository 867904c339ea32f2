package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.gateway.DemoGateway;
import dev.holdfast.bootstrap.gateway.FaultPlan;
import dev.holdfast.bootstrap.gateway.GatewayOptions;
import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import dev.holdfast.bootstrap.gateway.GatewayStartException;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.lifecycle.ProcessSignals;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast gateway}: the embedded demo gateway alone. */
@Command(
    name = "gateway",
    description = {
      "Runs the demo gateway alone: simulated vibration sensors behind a WebSocket.",
      "Its address is the first line on standard output. It ends on SIGINT or SIGTERM."
    },
    mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "json",
      description = {
        "What it speaks. json: readings are sent to everybody. ctc: clients log in and ask for"
            + " them, as with CTC Connect, from notes and not from hardware; its log says as whom."
            + " Default: ${DEFAULT-VALUE}."
      })
  private GatewayProtocol protocol;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9471",
      description = "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--sensors",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "How many sensors there are, 0 to 100. Default: ${DEFAULT-VALUE}.")
  private int sensors;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "500ms",
      description = "json: the time between two readings of a sensor. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  @Option(
      names = "--faults-every",
      paramLabel = "TIME",
      description = "Misbehave whenever a link has been up this long. Default: behave.")
  private Optional<Duration> faultsEvery;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides the order of the faults. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    LoggingSetup.configure(new LogOptions(LogLevel.INFO, LogFormat.TEXT), List.of());
    CountDownLatch stop = new CountDownLatch(1);
    ProcessSignals.install(stop::countDown, () -> {}, () -> {});
    try (DemoGateway gateway = new DemoGateway(options())) {
      gateway.start();
      spec.commandLine().getOut().println(gateway.uri());
      spec.commandLine().getOut().flush();
      stop.await();
      return ExitCode.STOPPED.status();
    } catch (GatewayStartException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.USAGE.status();
    }
  }

  private GatewayOptions options() {
    try {
      GatewayOptions options =
          GatewayOptions.defaults()
              .withProtocol(protocol)
              .withAddress(host, port)
              .withReadings(sensors, interval)
              .withSeed(seed);
      return faultsEvery
          .map(every -> options.withFaults(FaultPlan.everyFault(every, every, seed)))
          .orElse(options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
