package dev.holdfast.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast connect}: asks it of a running daemon. */
@Command(
    name = "connect",
    description = {
      "Wants the connection again after it was disconnected.",
      "Exit code 0 if the daemon was asked, 7 if there is none."
    },
    mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Override
  public Integer call() throws InterruptedException {
    return Wish.of("connect", spec, options);
  }
}
