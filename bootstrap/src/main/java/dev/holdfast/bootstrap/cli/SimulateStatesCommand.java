package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.simulation.model.Exploration;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast simulate states}: every state that the connection machine can reach. */
@Command(
    name = "states",
    description = {
      "Explores every state that the connection machine can reach, with every event in each, under"
          + " several policies, and checks what must hold of every step and every run.",
      "Exit code 5 if something does not hold; the shortest way to it is printed."
    },
    mixinStandardHelpOptions = true)
final class SimulateStatesCommand implements Callable<Integer> {

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--thorough",
      description =
          "Also every jitter, and every order of the deadlines of an open link: about a minute"
              + " instead of seconds.")
  private boolean thorough;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Exploration exploration = thorough ? Exploration.thorough() : Exploration.usual();
    Exploration.Result result =
        exploration.run(
            System::nanoTime,
            line -> {
              out.println(line);
              out.flush();
            });
    out.println(result.report());
    out.flush();
    return (result.holds() ? ExitCode.STOPPED : ExitCode.NOT_MET).status();
  }
}
