package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Trouble;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast status}: how the connections of a running daemon are. */
@Command(
    name = "status",
    description = {
      "Says how the connections of a running daemon are, those in trouble first.",
      "Exit code 0 only if all of them that are required are up, 6 if not, 7 if there is no"
          + " daemon."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Option(names = "--json", description = "For machines: one line of JSON for each connection.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.NO_DAEMON,
        daemon -> {
          List<JsonTree> connections = Trouble.first(options.connections(daemon));
          PrintWriter out = spec.commandLine().getOut();
          if (json) {
            connections.forEach(connection -> out.println(connection.json()));
          } else {
            StatusTable.of(connections).forEach(out::println);
            summary(connections).ifPresent(out::println);
          }
          out.flush();
          return Trouble.none(connections) ? ExitCode.STOPPED : ExitCode.NOT_UP;
        });
  }

  private static Optional<String> summary(List<JsonTree> connections) {
    return connections.size() == 1
        ? Optional.empty()
        : Optional.of(Trouble.up(connections) + " of " + connections.size() + " up");
  }
}
