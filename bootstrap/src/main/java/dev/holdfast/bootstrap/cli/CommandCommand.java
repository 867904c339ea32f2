package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Reply;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast command}: a command for the gateway, through a running daemon. */
@Command(
    name = "command",
    description = {
      "Gives the gateway a command through a running daemon and prints its answer.",
      "Exit code 0 if it answered, 8 if it refused, 9 if the command was not sent, 10 if it left and"
          + " nothing is known of what became of it, 7 if there is no daemon."
    },
    mixinStandardHelpOptions = true)
final class CommandCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The command, as the session protocol calls it.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAYLOAD",
      description = "Its payload, mostly JSON. Default: none.")
  private Optional<String> payload = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "How long the whole may take, waiting for the link included, at most 1h. Default: the"
              + " daemon's COMMAND_TIMEOUT.")
  private Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--idempotent",
      description =
          "It does no harm twice: it is sent again if the link is lost before its answer came.")
  private boolean idempotent;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Given again with the same id, it is not done twice: what became of it is told. With a"
              + " durable outbox also after a restart of the daemon.")
  private Optional<String> id = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.OUTCOME_UNKNOWN,
        daemon -> {
          Reply reply = daemon.postAndWait(options.path(daemon) + "/command", request(), timeout);
          return tell(DaemonOptions.checked(reply).body());
        });
  }

  private String request() {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("name", JsonTree.of(name));
    payload.ifPresent(text -> fields.put("payload", JsonTree.of(text)));
    timeout.ifPresent(time -> fields.put("timeout", JsonTree.of(time.toString())));
    fields.put("idempotent", JsonTree.of(idempotent));
    id.ifPresent(text -> fields.put("id", JsonTree.of(text)));
    return JsonTree.object(fields);
  }

  private ExitCode tell(JsonTree outcome) {
    PrintWriter err = spec.commandLine().getErr();
    switch (outcome.text("outcome").orElse("")) {
      case "answered" -> {
        PrintWriter out = spec.commandLine().getOut();
        outcome
            .at("answer")
            .ifPresent(
                answer ->
                    out.println(answer.isString() ? answer.text().orElse("") : answer.json()));
        out.flush();
        return ExitCode.STOPPED;
      }
      case "refused" -> {
        err.println(
            "refused: "
                + (outcome.text("code").orElse("") + " " + outcome.text("text").orElse(""))
                    .strip());
        return ExitCode.COMMAND_REFUSED;
      }
      case "not-sent" -> {
        err.println("not sent: " + outcome.text("why").orElse(""));
        return ExitCode.NOT_SENT;
      }
      default -> {
        err.println("outcome unknown: " + outcome.text("why").orElse(""));
        return ExitCode.OUTCOME_UNKNOWN;
      }
    }
  }
}
