package dev.holdfast.bootstrap.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.protocol.described.DescribedProtocol;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.GatewayConfig;
import dev.holdfast.bootstrap.config.LoadedConfig;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.trial.NarratedProtocol;
import dev.holdfast.bootstrap.trial.Narration;
import dev.holdfast.bootstrap.trial.Trial;
import dev.holdfast.bootstrap.wiring.ConnectionModule;
import dev.holdfast.bootstrap.wiring.SystemModule;
import dev.holdfast.bootstrap.wiring.TransportModule;
import dev.holdfast.bootstrap.wiring.TrialModule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast protocol try}: a description against the real gateway, step by step. */
@picocli.CommandLine.Command(
    name = "try",
    description = {
      "Logs in to a gateway once, over the transport that run uses, and shows step by step what was"
          + " sent, what came and how it was understood. Secrets are masked.",
      "Credentials, TLS and proxies come from the configuration, as for run.",
      "Exit code 0 if all went well, 2 if something is wrong with the file or the configuration, 3"
          + " if the gateway could not be reached, refused or did not answer."
    },
    mixinStandardHelpOptions = true)
final class ProtocolTryCommand implements Callable<Integer> {

  /** Everything there is to say is shown already. */
  private static final LogOptions QUIET = new LogOptions(LogLevel.OFF, LogFormat.TEXT);

  private final Map<String, String> environment;
  private final Path folder;

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Parameters(
      paramLabel = "PROTOCOL",
      description = "A YAML file, or the name of a protocol that comes with Holdfast.")
  private String protocol = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The gateway: ws:// or wss://. Default: that of the configuration.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--command",
      paramLabel = "NAME[=JSON]",
      description = "A command to give once the link is up; can be repeated.")
  private List<String> commands = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long to stay and watch behind that, such as 10s. Default: not at all.")
  private Duration watch = Duration.ZERO;

  /** The command with the environment and the working directory of the process. */
  ProtocolTryCommand() {
    this(System.getenv(), Path.of(""));
  }

  ProtocolTryCommand(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  @Override
  public Integer call() {
    if (watch.isNegative() || watch.compareTo(Duration.ofDays(1)) > 0) {
      throw new ParameterException(spec.commandLine(), "--for must be from 0s to 1d");
    }
    try {
      LoadedConfig loaded = new ConfigLoader(Protocols.names()).load(request());
      return attempt(loaded.config(), LoggingSetup.configure(QUIET, loaded.secrets())).status();
    } catch (ConfigException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return ExitCode.USAGE.status();
    }
  }

  private ConfigRequest request() {
    ConfigRequest request =
        options
            .request(environment, folder)
            .withFlag("--gateway-protocol", protocol)
            .withFlag("--reconnect-max-attempts", "0");
    return url.map(text -> request.withFlag("--gateway-url", text)).orElse(request);
  }

  private ExitCode attempt(DaemonConfig config, SecretMask mask) {
    PrintWriter out = spec.commandLine().getOut();
    Narration narration =
        new Narration(
            line -> {
              out.println(line);
              out.flush();
            },
            mask,
            System::nanoTime);
    SessionProtocol narrated =
        new NarratedProtocol(watched(config.first().gateway(), narration), narration);
    Trial trial = new Trial(narration, narrated.profile().login());
    Injector injector =
        Guice.createInjector(
            new ConnectionModule(config.firstSpeaking(narrated)),
            new TransportModule(),
            new SystemModule(mask),
            new TrialModule(trial));
    narration.tell(
        "== trying "
            + narrated.profile().name()
            + " at "
            + config.first().gateway().shownEndpoints());
    boolean fine =
        trial.run(
            injector.getInstance(SupervisedConnection.class),
            commands.stream().map(text -> command(text, config.first().commandTimeout())).toList(),
            watch,
            config.shutdownTimeout());
    out.println(
        fine ? "All went well." : "It did not go well; the lines above say where it ended.");
    out.flush();
    return fine ? ExitCode.STOPPED : ExitCode.REJECTED;
  }

  private static SessionProtocol watched(GatewayConfig gateway, Narration narration) {
    SessionProtocol protocol =
        gateway
            .describedProtocol()
            .or(() -> Protocols.byName(gateway.protocol()))
            .orElseThrow(() -> new IllegalStateException("a checked protocol is missing"));
    return protocol instanceof DescribedProtocol described
        ? described.watchedBy((rule, parts) -> NarratedProtocol.tell(narration, rule, parts))
        : protocol;
  }

  private static Command command(String text, Duration timeout) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Command(text, "", timeout, false)
        : new Command(text.substring(0, equals), text.substring(equals + 1), timeout, false);
  }
}
