package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.VerdictTable;
import dev.holdfast.domain.verdict.VerdictText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast explain}: what would follow from a cause, and why. */
@Command(
    name = "explain",
    description = {
      "Says what would happen after a close code, an HTTP status or a cause, and why.",
      "Without one, prints the whole table. The configuration counts, if there is one."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final Path folder;

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "CAUSE",
      description = "Such as 1012, http 503, heartbeat-timeout.")
  private final List<String> words = new ArrayList<>();

  /** The command with the environment and the working directory of the process. */
  ExplainCommand() {
    this(System.getenv(), Path.of(""));
  }

  ExplainCommand(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String asked = String.join(" ", words);
    Optional<CauseKey> key = VerdictText.cause(asked);
    if (key.isEmpty() && !words.isEmpty()) {
      err.println(unknown(asked));
      err.flush();
      return ExitCode.USAGE.status();
    }
    try {
      ConnectionPolicy policy =
          new ConfigLoader(Protocols.names()).policy(options.request(environment, folder));
      PrintWriter out = spec.commandLine().getOut();
      key.ifPresentOrElse(one -> explain(one, policy, out), () -> table(policy, out));
      out.flush();
      return ExitCode.STOPPED.status();
    } catch (ConfigException e) {
      err.println(e.getMessage());
      err.flush();
      return ExitCode.USAGE.status();
    }
  }

  private static void explain(CauseKey key, ConnectionPolicy policy, PrintWriter out) {
    VerdictTable.Row row = policy.verdicts().rowFor(key);
    out.println(key.text());
    out.println("  what      " + CauseWords.what(key));
    out.println("  cause     " + key.kind().id() + " (" + key.kind().words() + ")");
    out.println("  ended by  " + CauseWords.who(key.kind().initiator()));
    out.println("  verdict   " + new VerdictWords(policy).full(key, row.verdict()));
    out.println("  why       " + row.why());
    out.println("  set by    " + setBy(key, row));
  }

  private static String setBy(CauseKey key, VerdictTable.Row row) {
    String general = row.key().equals(key) ? "" : ", in the row for every " + row.key().text();
    if (isDefault(row)) {
      return "default" + general;
    }
    VerdictTable.Row usual = VerdictTable.defaults().rowFor(key);
    return (saysTheProtocol(row) ? "the session protocol" : "the configuration")
        + general
        + "; the default is: "
        + usual.verdict().kind().words();
  }

  /** The reason of a row says who wrote it. */
  private static boolean saysTheProtocol(VerdictTable.Row row) {
    return row.why().startsWith("So says the session protocol");
  }

  private static void table(ConnectionPolicy policy, PrintWriter out) {
    List<VerdictTable.Row> rows = policy.verdicts().rows();
    int width = rows.stream().mapToInt(row -> row.key().text().length()).max().orElse(0);
    VerdictWords words = new VerdictWords(policy);
    for (VerdictTable.Row row : rows) {
      String key = row.key().text();
      out.println(
          (isDefault(row) ? "  " : "* ")
              + key
              + " ".repeat(width - key.length())
              + "  "
              + words.brief(row.key(), row.verdict()));
    }
    out.println();
    out.println("A row for a code or a status comes before the row for its cause.");
    if (!rows.stream().allMatch(ExplainCommand::isDefault)) {
      out.println("* set by the configuration or the session protocol");
    }
    out.println("Ask for one to see why: holdfast explain 1012");
  }

  private static boolean isDefault(VerdictTable.Row row) {
    return VerdictTable.defaults().rows().contains(row);
  }

  private static String unknown(String asked) {
    String causes =
        Arrays.stream(CauseKind.values())
            .filter(CauseKind::ending)
            .map(CauseKind::id)
            .collect(Collectors.joining(", "));
    return "Nothing is known about '"
        + asked.replaceAll("\\p{Cntrl}", "?")
        + "'. Possible are:\n"
        + "  a close code: 1000 to 1003, 1005 to 1015, 3000 to 4999\n"
        + "  an HTTP status: http 100 to http 599, but not 101\n"
        + "  a cause: "
        + causes;
  }
}
