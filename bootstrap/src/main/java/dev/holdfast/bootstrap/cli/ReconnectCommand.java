package dev.holdfast.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast reconnect}: asks it of a running daemon. */
@Command(
    name = "reconnect",
    description = {
      "Starts the next attempt now, if one waits for its time.",
      "Exit code 0 if the daemon was asked, 7 if there is none."
    },
    mixinStandardHelpOptions = true)
final class ReconnectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Override
  public Integer call() throws InterruptedException {
    return Wish.of("reconnect", spec, options);
  }
}
