package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ProtocolFile;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast protocol}: what gateways speak, and descriptions of it. */
@Command(
    name = "protocol",
    description = "Session protocols: those that come with Holdfast, and those you describe.",
    subcommands = {ProtocolTryCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ProtocolCommand implements Runnable {

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }

  @Command(
      name = "list",
      description = "Names the session protocols that come with Holdfast.",
      mixinStandardHelpOptions = true)
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : Protocols.names()) {
      out.println(name + Protocols.description(name).map(text -> "  (described)").orElse(""));
    }
    out.flush();
    return ExitCode.STOPPED.status();
  }

  @Command(
      name = "show",
      description = {
        "Prints the description of a session protocol that comes with Holdfast.",
        "A copy of it, changed, is a good beginning for a gateway that is alike."
      },
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "NAME", description = "Such as ctc.") String name) {
    Optional<String> text = Protocols.description(name);
    if (text.isEmpty()) {
      return complain(
          Protocols.names().contains(name)
              ? name + " is written in Java: it has no description"
              : "there is no session protocol "
                  + name.replaceAll("\\p{Cntrl}", "?")
                  + "; expected one of "
                  + String.join(", ", Protocols.names()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text.get());
    out.flush();
    return ExitCode.STOPPED.status();
  }

  @Command(
      name = "check",
      description = {
        "Reads the description of a session protocol.",
        "Exit code 2 if something is wrong with it; every problem is named, with line and column."
      },
      mixinStandardHelpOptions = true)
  int check(@Parameters(paramLabel = "FILE", description = "A YAML file.") Path file) {
    try {
      String name = ProtocolFile.read(file, file.toString()).profile().name();
      spec.commandLine().getOut().println(file + ": the session protocol " + name + " is in order");
      spec.commandLine().getOut().flush();
      return ExitCode.STOPPED.status();
    } catch (ConfigException e) {
      return complain(String.valueOf(e.getMessage()));
    }
  }

  private int complain(String problem) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(problem);
    err.flush();
    return ExitCode.USAGE.status();
  }
}
