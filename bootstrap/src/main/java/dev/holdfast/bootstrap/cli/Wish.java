package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What is asked of a connection in one word. */
final class Wish {

  private Wish() {}

  /**
   * Asks a running daemon.
   *
   * @param what the last part of the path: connect, disconnect, reconnect
   * @return the exit code
   */
  static int of(String what, CommandSpec spec, ControlOptions options) throws InterruptedException {
    return options.run(
        spec,
        ExitCode.NO_DAEMON,
        daemon -> {
          JsonTree then =
              DaemonOptions.checked(daemon.post(options.path(daemon) + "/" + what, "{}")).body();
          PrintWriter out = spec.commandLine().getOut();
          out.println(
              then.text("id").orElse("?")
                  + ": asked to "
                  + what
                  + ", was "
                  + then.text("state").orElse("?"));
          out.flush();
          return ExitCode.STOPPED;
        });
  }
}
