package dev.holdfast.bootstrap.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    RunOptions run =
        new RunOptions(
            options.request(System.getenv(), Path.of("")),
            stdin,
            stdinConnection,
            exitOnEof,
            record);
    try {
      return new DaemonRun(run, spec.commandLine().getErr()).run();
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
