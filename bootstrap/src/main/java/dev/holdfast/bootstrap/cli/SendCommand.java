package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Reply;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast send}: a message for the gateway, through a running daemon. */
@Command(
    name = "send",
    description = {
      "Hands a message to a running daemon, which sends it as soon as the connection is up.",
      "Exit code 0 if it was accepted, 9 if not, 7 if there is no daemon."
    },
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

  /** What the control API takes, and a little more, to be told so by it. */
  private static final int MOST = (24 << 20) + 1;

  /** The daemon is well and does not take the message: stopped, too large, full. */
  private static final Set<Integer> NOT_TAKEN = Set.of(409, 413, 503, 507);

  @Spec private CommandSpec spec;

  @Mixin private final ControlOptions options = new ControlOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description =
          "The message. Default: all of standard input is one message, without its last line"
              + " break.")
  private Optional<String> text = Optional.empty();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description =
          "What is promised of it: at-least-once (the default), latest-value (with --key), or"
              + " best-effort.")
  private Optional<String> messageClass = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Of a latest value: which one it is; a newer one takes the place of an older.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "What the gateway tells duplicates by, if its session protocol has a place for it."
              + " Default: made up.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--base64",
      description = "The message is Base64 of bytes, which are sent as a binary message.")
  private boolean base64;

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.OUTCOME_UNKNOWN,
        daemon -> {
          String path = options.path(daemon);
          String message = text.isPresent() ? text.get() : read(System.in);
          Reply reply = daemon.post(path + "/send", body(message));
          if (NOT_TAKEN.contains(reply.status())) {
            spec.commandLine().getErr().println("not sent: " + reply.problem());
            return ExitCode.NOT_SENT;
          }
          DaemonOptions.checked(reply);
          return ExitCode.STOPPED;
        });
  }

  private String body(String message) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put(base64 ? "base64" : "text", JsonTree.of(message));
    messageClass.ifPresent(given -> fields.put("class", JsonTree.of(given)));
    key.ifPresent(given -> fields.put("key", JsonTree.of(given)));
    id.ifPresent(given -> fields.put("id", JsonTree.of(given)));
    return JsonTree.object(fields);
  }

  private static String read(InputStream in) throws IOException {
    String all = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
    return all.endsWith("\r\n")
        ? all.substring(0, all.length() - 2)
        : all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
  }
}
