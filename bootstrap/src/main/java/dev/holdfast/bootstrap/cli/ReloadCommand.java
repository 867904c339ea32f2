package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Reply;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast reload}: lets a running daemon read its configuration again. */
@Command(
    name = "reload",
    description = {
      "Lets a running daemon go on as its configuration says now.",
      "Exit code 0 if it does, 2 if the configuration is wrong, in which case nothing was changed,"
          + " or if a connection could not be made of it, 7 if there is no daemon."
    },
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {

  private static final int NAMED_MOST = 10;

  private static final int UNPROCESSABLE = 422;

  @Spec private CommandSpec spec;

  @Mixin private final DaemonOptions options = new DaemonOptions();

  @Option(names = "--json", description = "For machines: what was done, as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.OUTCOME_UNKNOWN,
        daemon -> {
          Reply reply = daemon.postAndWait("/v1/reload", "{}", Optional.empty());
          if (reply.status() == UNPROCESSABLE) {
            return refused(reply);
          }
          return done(DaemonOptions.checked(reply).body());
        });
  }

  private ExitCode refused(Reply reply) {
    PrintWriter err = spec.commandLine().getErr();
    List<JsonTree> problems = reply.body().items("problems");
    err.println(
        problems.isEmpty() ? reply.problem() : "Configuration not reloaded, nothing was changed:");
    problems.forEach(problem -> err.println("  " + problem.text().orElse("")));
    err.flush();
    return ExitCode.USAGE;
  }

  private ExitCode done(JsonTree done) {
    PrintWriter out = spec.commandLine().getOut();
    List<JsonTree> failed = done.items("failed");
    if (json) {
      out.println(done.json());
    } else {
      lines(done).forEach(out::println);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    failed.forEach(failure -> err.println("Not made: " + failure.text().orElse("")));
    err.flush();
    return failed.isEmpty() ? ExitCode.STOPPED : ExitCode.USAGE;
  }

  /** What was done, for people. */
  static List<String> lines(JsonTree done) {
    List<String> lines = new ArrayList<>();
    lines.add("Configuration reloaded.");
    line("added", "", done, lines);
    line("changed", " (same link)", done, lines);
    line("replaced", " (new link)", done, lines);
    line("removed", "", done, lines);
    lines.add("  unchanged: " + done.number("unchanged"));
    List<JsonTree> waiting = done.items("afterRestart");
    if (!waiting.isEmpty()) {
      lines.add("Takes effect at the next start: " + names(waiting));
    }
    return lines;
  }

  private static void line(String what, String note, JsonTree done, List<String> lines) {
    List<JsonTree> ids = done.items(what);
    if (!ids.isEmpty()) {
      lines.add("  " + what + note + ": " + ids.size() + ": " + names(ids));
    }
  }

  private static String names(List<JsonTree> all) {
    List<String> names =
        all.stream().limit(NAMED_MOST).flatMap(name -> name.text().stream()).toList();
    return String.join(", ", names) + (all.size() > NAMED_MOST ? ", ..." : "");
  }
}
