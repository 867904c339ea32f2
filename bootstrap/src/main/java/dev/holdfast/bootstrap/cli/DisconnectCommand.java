package dev.holdfast.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast disconnect}: asks it of a running daemon. */
@Command(
    name = "disconnect",
    description = {
      "Closes the connection in good order. The daemon goes on, and connect brings the connection back.",
      "Exit code 0 if the daemon was asked, 7 if there is none."
    },
    mixinStandardHelpOptions = true)
final class DisconnectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Override
  public Integer call() throws InterruptedException {
    return Wish.of("disconnect", spec, options);
  }
}
