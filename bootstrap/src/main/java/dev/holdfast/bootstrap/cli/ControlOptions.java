package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.ControlClient;
import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say which daemon is meant, and which of its connections. */
final class ControlOptions {

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(
      names = "--connection",
      paramLabel = "ID",
      description = "Which connection. Default: the only one.")
  private Optional<String> connection = Optional.empty();

  /**
   * Runs an errand and tells what is in its way, in one line.
   *
   * @param unanswered what it means that an answer does not come
   * @return the exit code
   */
  int run(CommandSpec spec, ExitCode unanswered, DaemonOptions.Errand errand)
      throws InterruptedException {
    return daemon.run(spec, unanswered, errand);
  }

  /** The path of the connection that is meant, below which it can be asked. */
  String path(ControlClient daemon) throws IOException, InterruptedException, UsageException {
    if (connection.isPresent()) {
      return pathOf(connection.get());
    }
    List<String> ids =
        DaemonOptions.checked(daemon.get("/v1/connections")).body().items("connections").stream()
            .flatMap(each -> each.text("id").stream())
            .toList();
    if (ids.size() != 1) {
      throw new UsageException("say which --connection: " + String.join(", ", ids));
    }
    return pathOf(ids.get(0));
  }

  /** The connections that are meant: the named one, those that fit a pattern, or all. */
  List<JsonTree> connections(ControlClient daemon)
      throws IOException, InterruptedException, UsageException {
    if (connection.isPresent() && !IdPattern.isPattern(connection.get())) {
      return List.of(DaemonOptions.checked(daemon.get(pathOf(connection.get()))).body());
    }
    List<JsonTree> all =
        DaemonOptions.checked(daemon.get("/v1/connections")).body().items("connections");
    if (connection.isEmpty()) {
      return all;
    }
    IdPattern pattern = IdPattern.of(connection.get());
    List<JsonTree> fitting =
        all.stream().filter(each -> each.text("id").filter(pattern::fits).isPresent()).toList();
    if (fitting.isEmpty()) {
      throw new UsageException("no connection is named like " + connection.get());
    }
    return fitting;
  }

  /** The path of a connection. */
  static String pathOf(String id) {
    return "/v1/connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
