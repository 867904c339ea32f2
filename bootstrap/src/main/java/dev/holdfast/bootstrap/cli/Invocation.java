package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way into the command line. A daemon that is started as services start it, {@code run} or
 * {@code run --config FILE}, starts without the parser of command lines: it would stay in memory
 * for as long as the daemon lives, for two words. Everything else is the parser's.
 */
public final class Invocation {

  private static final String CONFIG = "--config";

  private Invocation() {}

  /**
   * Runs a command line.
   *
   * @param args the command and its options
   * @return the exit code of the process
   */
  public static int execute(String... args) {
    Optional<RunOptions> plain = plainRun(List.of(args), System.getenv(), Path.of(""));
    // Not as a method reference: the parser would be loaded for it.
    return plain.isPresent() ? run(plain.get()) : HoldfastCommand.execute(args);
  }

  /**
   * A command line that needs no parser.
   *
   * @param environment the variables of the process
   * @param folder the working directory
   * @return empty if it needs one
   */
  static Optional<RunOptions> plainRun(
      List<String> args, Map<String, String> environment, Path folder) {
    if (args.isEmpty() || !args.get(0).equals("run")) {
      return Optional.empty();
    }
    ConfigRequest request = ConfigRequest.of(environment, folder);
    return switch (args.size()) {
      case 1 -> Optional.of(RunOptions.of(request));
      case 2 ->
          args.get(1).startsWith(CONFIG + "=")
              ? plainRun(request, args.get(1).substring(CONFIG.length() + 1))
              : Optional.empty();
      case 3 -> args.get(1).equals(CONFIG) ? plainRun(request, args.get(2)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A word that may mean something to the parser is left to it. */
  private static Optional<RunOptions> plainRun(ConfigRequest request, String file) {
    if (file.isEmpty() || file.startsWith("-") || file.startsWith("@")) {
      return Optional.empty();
    }
    return Optional.of(RunOptions.of(request.withConfigFile(Optional.of(Path.of(file)))));
  }

  private static int run(RunOptions options) {
    PrintWriter err = LoggingSetup.maskedError();
    try {
      return new DaemonRun(options, err).run();
    } catch (UsageException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE.status();
    } catch (RuntimeException e) {
      return internalError(e, err);
    }
  }

  /** Nobody's mistake but ours. */
  static int internalError(Exception e, PrintWriter err) {
    err.println("holdfast: internal error, please report it: " + e);
    e.printStackTrace(err);
    return ExitCode.FORCED.status();
  }
}
