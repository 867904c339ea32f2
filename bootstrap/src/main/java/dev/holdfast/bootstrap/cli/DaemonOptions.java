package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.bootstrap.config.AdminAddress;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.control.ControlClient;
import dev.holdfast.bootstrap.control.NoDaemonException;
import dev.holdfast.bootstrap.control.Reply;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say which daemon is meant. */
final class DaemonOptions {

  private static final int NOT_FOUND = 404;

  @Option(
      names = "--admin",
      paramLabel = "ADDRESS",
      description =
          "Where the daemon's control API listens. Default: ADMIN_ADDRESS, else 127.0.0.1:9470. A"
              + " token comes from ADMIN_TOKEN or ADMIN_TOKEN_FILE.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The daemon's YAML file, to find its control API.")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "The daemon's file of variables. Default: .env, if any.")
  private Optional<Path> envFile = Optional.empty();

  /** What a command does with a daemon. */
  @FunctionalInterface
  interface Errand {

    /** Runs it, and says how it went. */
    ExitCode run(ControlClient daemon) throws IOException, InterruptedException, UsageException;
  }

  /**
   * Runs an errand and tells what is in its way, in one line.
   *
   * @param unanswered what it means that an answer does not come
   * @return the exit code
   */
  int run(CommandSpec spec, ExitCode unanswered, Errand errand) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return errand.run(client()).status();
    } catch (ConfigException | UsageException e) {
      err.println(e.getMessage());
      err.flush();
      return ExitCode.USAGE.status();
    } catch (NoDaemonException e) {
      err.println(e.getMessage());
      err.flush();
      return ExitCode.NO_DAEMON.status();
    } catch (IOException e) {
      err.println("the answer of the daemon did not come: " + e.getMessage());
      err.flush();
      return unanswered.status();
    }
  }

  /** The reply, if the daemon did what it was asked for. */
  static Reply checked(Reply reply) throws UsageException {
    if (!reply.isSuccess()) {
      throw new UsageException(
          (reply.status() == NOT_FOUND ? "" : "the daemon refuses: ") + reply.problem());
    }
    return reply;
  }

  private ControlClient client() throws ConfigException, UsageException {
    ConfigRequest request =
        ConfigRequest.of(System.getenv(), Path.of(""))
            .withConfigFile(configFile)
            .withEnvFile(envFile);
    if (address.isPresent()) {
      request = request.withFlag("--admin-address", address.get());
    }
    return client(request)
        .orElseThrow(() -> new UsageException("ADMIN_ADDRESS is off; --admin names the daemon's"));
  }

  /** Whom a configuration says to ask; empty if nobody listens. */
  static Optional<ControlClient> client(ConfigRequest request) throws ConfigException {
    return new ConfigLoader(Protocols.names())
        .admin(request)
        .map(admin -> new ControlClient(reachable(admin.address()).text(), admin.token()));
  }

  /** Whoever listens everywhere is asked here. */
  private static AdminAddress reachable(AdminAddress listening) {
    return switch (listening.host()) {
      case "0.0.0.0" -> new AdminAddress("127.0.0.1", listening.port(), false);
      case "::" -> new AdminAddress("::1", listening.port(), false);
      default -> listening;
    };
  }
}
