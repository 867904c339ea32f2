package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.outbox.KeptMessage;
import dev.holdfast.adapter.outbox.OutboxException;
import dev.holdfast.adapter.outbox.OutboxInspection;
import dev.holdfast.adapter.outbox.OutboxTally;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.outbox.MessageJson;
import dev.holdfast.bootstrap.outbox.MessageText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast outbox}: what waits for the gateway, and what could not be delivered. */
@Command(
    name = "outbox",
    description = {
      "Messages that wait for the gateway in a file, and those that could not be delivered.",
      "Works while the daemon runs, too."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class OutboxCommand implements Runnable {

  private static final int PREVIEW = 200;
  private static final int PAGE = 100;

  private final Map<String, String> environment;
  private final Path folder;

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with the environment and the working directory of the process. */
  OutboxCommand() {
    this(System.getenv(), Path.of(""));
  }

  OutboxCommand(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }

  @Command(
      name = "count",
      description = "Counts messages by connection and class.",
      mixinStandardHelpOptions = true)
  int count(
      @Mixin OutboxOption which,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    return with(
        which,
        (outbox, out) -> {
          List<OutboxTally> tallies = outbox.tallies();
          tallies.forEach(
              tally -> out.println(json ? MessageJson.line(tally) : MessageText.line(tally)));
          long dropped = outbox.deadLettersDropped();
          if (!json && tallies.isEmpty()) {
            out.println("no messages");
          }
          if (!json && dropped > 0) {
            out.println(dropped + " dead letters were dropped because there were too many");
          }
          return ExitCode.STOPPED;
        });
  }

  @Command(
      name = "list",
      description = {
        "Lists messages that wait for the gateway, oldest first, with the beginning of what they"
            + " say.",
        "The next page: --after with the last number."
      },
      mixinStandardHelpOptions = true)
  int list(
      @Mixin OutboxOption which,
      @Option(names = "--dead", description = "Those that could not be delivered, instead.")
          boolean dead,
      @Option(names = "--connection", paramLabel = "ID", description = "Of one connection only.")
          Optional<String> connection,
      @Option(
              names = "--after",
              paramLabel = "NUMBER",
              defaultValue = "0",
              description = "Those with a higher number only.")
          long after,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "50",
              description = "How many at most. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    if (limit < 1) {
      return complain("--limit must be 1 or more but was " + limit);
    }
    return with(
        which,
        (outbox, out) -> {
          long last = after;
          int left = limit;
          boolean more = true;
          // Page by page: a message may be large.
          while (more && left > 0) {
            int most = Math.min(left, PAGE);
            List<KeptMessage> page = outbox.page(dead, connection, last, most);
            for (KeptMessage kept : page) {
              out.println(json ? MessageJson.line(kept, PREVIEW) : MessageText.line(kept));
              last = kept.stored().number();
            }
            left -= page.size();
            more = page.size() == most;
          }
          return ExitCode.STOPPED;
        });
  }

  @Command(
      name = "show",
      description = "Shows one message, waiting or dead.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin OutboxOption which,
      @Parameters(paramLabel = "NUMBER", description = "Its number.") long number,
      @Option(
              names = "--max",
              paramLabel = "COUNT",
              defaultValue = "4096",
              description =
                  "How many characters or bytes of what it says. Default: ${DEFAULT-VALUE}.")
          int most,
      @Option(names = "--json", description = "As a JSON object.") boolean json) {
    if (most < 0) {
      return complain("--max must be 0 or more but was " + most);
    }
    return with(
        which,
        (outbox, out) -> {
          Optional<KeptMessage> kept = outbox.find(number);
          if (kept.isEmpty()) {
            throw new UsageException("there is no message " + number);
          }
          if (json) {
            out.println(MessageJson.line(kept.get(), most));
          } else {
            MessageText.all(kept.get(), most).forEach(out::println);
          }
          return ExitCode.STOPPED;
        });
  }

  @Command(
      name = "retry",
      description = {
        "Lets messages that could not be delivered be sent once more, behind all others.",
        "A running daemon is told through its control API; one that cannot be reached there sends"
            + " them when its link is up the next time."
      },
      mixinStandardHelpOptions = true)
  int retry(
      @Mixin OutboxOption which,
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Their numbers.")
          List<Long> numbers) {
    return with(
        which,
        (outbox, out) -> {
          Set<String> connections = new TreeSet<>();
          for (long number : numbers) {
            outbox.find(number).ifPresent(kept -> connections.add(kept.connection()));
          }
          ExitCode code = each(numbers, outbox::retry, "waits again", out);
          if (code == ExitCode.STOPPED) {
            out.println(new LookAgain(which.request(environment, folder)).tell(connections));
          }
          return code;
        });
  }

  @Command(
      name = "drop",
      description = {
        "Throws messages away, dead or waiting.",
        "One that a running daemon has in hand may be sent nevertheless."
      },
      mixinStandardHelpOptions = true)
  int drop(
      @Mixin OutboxOption which,
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Their numbers.")
          List<Long> numbers) {
    return with(which, (outbox, out) -> each(numbers, outbox::drop, "is dropped", out));
  }

  private ExitCode each(List<Long> numbers, Changing changing, String done, PrintWriter out)
      throws OutboxException {
    ExitCode code = ExitCode.STOPPED;
    for (long number : numbers) {
      OutboxInspection.Change change = changing.change(number);
      if (change == OutboxInspection.Change.DONE) {
        out.println("message " + number + " " + done);
      } else {
        complain(
            switch (change) {
              case WAITS_ALREADY -> "message " + number + " waits to be sent already";
              case NEWER_VALUE -> "message " + number + " is older than a value that waits: left";
              default -> "there is no such message: " + number;
            });
        code = ExitCode.USAGE;
      }
    }
    return code;
  }

  private int with(OutboxOption which, Work work) {
    PrintWriter out = spec.commandLine().getOut();
    try (OutboxInspection outbox = which.open(environment, folder)) {
      return work.on(outbox, out).status();
    } catch (ConfigException | UsageException | OutboxException e) {
      return complain(String.valueOf(e.getMessage()));
    } finally {
      out.flush();
    }
  }

  private int complain(String problem) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(problem);
    err.flush();
    return ExitCode.USAGE.status();
  }

  private interface Work {
    ExitCode on(OutboxInspection outbox, PrintWriter out) throws UsageException, OutboxException;
  }

  private interface Changing {
    OutboxInspection.Change change(long number) throws OutboxException;
  }
}
