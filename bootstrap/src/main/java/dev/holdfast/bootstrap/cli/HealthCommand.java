package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Reply;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast health}: whether a running daemon works, for whoever restarts what does not. */
@Command(
    name = "health",
    description = {
      "Says whether a running daemon itself works; a gateway that is down does not change it.",
      "Exit code 0 if it does, 6 if not, 7 if there is no daemon. Made for the health check of a"
          + " container."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

  private static final int UNAVAILABLE = 503;

  @Spec private CommandSpec spec;

  @Mixin private final DaemonOptions options = new DaemonOptions();

  @Option(names = "--ready", description = "Also whether every connection is up that is required.")
  private boolean ready;

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.NOT_UP,
        daemon -> {
          Reply reply = daemon.get(ready ? "/health/ready" : "/health/live");
          boolean well = reply.isSuccess();
          if (!well && reply.status() != UNAVAILABLE) {
            DaemonOptions.checked(reply);
          }
          PrintWriter out = spec.commandLine().getOut();
          out.println(ready ? ready(well, reply.body()) : live(well, reply.body()));
          out.flush();
          return well ? ExitCode.STOPPED : ExitCode.NOT_UP;
        });
  }

  /** One line about the daemon itself. */
  static String live(boolean well, JsonTree health) {
    return well
        ? "live"
        : "not live: "
            + health.items("violations").stream()
                .flatMap(violation -> violation.text("words").stream())
                .collect(Collectors.joining("; "));
  }

  /** One line about its connections. */
  static String ready(boolean well, JsonTree health) {
    List<String> named = health.items("named").stream().flatMap(id -> id.text().stream()).toList();
    String up = health.number("up") + " of " + health.number("total") + " up";
    return (well ? "ready, " : "not ready, ")
        + up
        + (named.isEmpty() ? "" : "; down: " + String.join(", ", named))
        + (health.isTrue("live") ? "" : "; not live");
  }
}
