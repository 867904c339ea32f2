package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.domain.time.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** {@code holdfast}: the command that holds the others. */
@Command(
    name = "holdfast",
    description = "Keeps a WebSocket link to a device gateway alive.",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      GatewayCommand.class,
      StatusCommand.class,
      HealthCommand.class,
      TopCommand.class,
      SendCommand.class,
      CommandCommand.class,
      ConnectCommand.class,
      DisconnectCommand.class,
      ReconnectCommand.class,
      ReloadCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      OutboxCommand.class,
      ProtocolCommand.class,
      SimulateCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n")
public final class HoldfastCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * Runs a command line.
   *
   * @param args the command and its options
   * @return the exit code of the process
   */
  public static int execute(String... args) {
    CommandLine line = new CommandLine(new HoldfastCommand());
    line.setErr(LoggingSetup.maskedError());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Duration.class, HoldfastCommand::duration);
    line.setParameterExceptionHandler((e, arguments) -> wrongUsage(e));
    line.setExecutionExceptionHandler(
        (e, command, result) -> Invocation.internalError(e, command.getErr()));
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }

  /** One line, and where to read on: a page of options would push it out of sight. */
  private static int wrongUsage(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    if (command.getParent() == null) {
      CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
      command.usage(err);
    } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE.status();
  }

  private static Duration duration(String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no duration; expected " + DurationText.EXPECTED));
  }
}
