package dev.holdfast.bootstrap.bench;

import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.bootstrap.bench.outbox.DiskRate;
import dev.holdfast.bootstrap.bench.outbox.InMemory;
import dev.holdfast.bootstrap.bench.outbox.Latencies;
import dev.holdfast.bootstrap.bench.outbox.Producers;
import dev.holdfast.bootstrap.bench.outbox.SingleInserts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many messages a second the durable outbox accepts, beside what its disk can do in the same
 * second and beside one INSERT for each message. Disks differ from minute to minute, so the turns
 * are short, and medians of ratios are what to look at; quartiles stand beside them.
 */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    description = "Durable accepts a second, beside the disk and beside one INSERT at a time.")
final class OutboxMeasurement implements Callable<Integer> {

  private static final int PRODUCERS = 64;
  private static final int WINDOW = 64;
  private static final int WARM_UP = 4;

  @Option(names = "--folder", description = "on the disk to measure, default ${DEFAULT-VALUE}")
  Path folder = Path.of("target", "outbox-bench");

  @Option(names = "--rounds", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--millis",
      defaultValue = "500",
      description = "of each, default ${DEFAULT-VALUE}")
  int millis;

  @Option(names = "--characters", defaultValue = "128", description = "default ${DEFAULT-VALUE}")
  int characters;

  /** One measured figure, and what it is called. */
  private enum Figure {
    DISK("disk: writes with a wait, a second"),
    DISK_MILLIS("disk: one of them, ms"),
    SINGLE("one INSERT at a time, a second"),
    ONE("1 producer, a second"),
    ONE_MILLIS("1 producer: one message, ms"),
    ONE_TO_DISK("1 producer: one message to one wait for the disk"),
    ANSWERED("64 producers without threads, a second"),
    ANSWERED_IN_ONE("64 producers without threads: messages a commit"),
    MANY("64 producers, a second"),
    MANY_IN_ONE("64 producers: messages a commit"),
    MANY_TO_SINGLE("64 producers to one INSERT at a time"),
    MANY_TO_DISK("64 producers to waits for the disk"),
    MANY_COMMITS_TO_DISK("64 producers: commits to waits for the disk"),
    AHEAD("64 producers, 64 on their way each, a second"),
    AHEAD_IN_ONE("64 x 64: messages a commit"),
    MEMORY_ONE("in memory: 1 producer, a second"),
    MEMORY_MANY("in memory: 64 producers, a second");

    private final String title;

    Figure(String title) {
      this.title = title;
    }
  }

  /** Runs it from a command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new OutboxMeasurement()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Files.createDirectories(folder);
    String text = "x".repeat(characters);
    List<Map<Figure, Double>> all = new ArrayList<>();
    clear();
    // Open all the time, as a daemon has it: a log that has its length is faster than one that
    // grows.
    try (OutboxFile outbox = Producers.open(folder.resolve("outbox.db"));
        SingleInserts single = new SingleInserts(folder.resolve("single.db"))) {
      for (int i = 0; i < WARM_UP + rounds; i++) {
        Map<Figure, Double> figures = round(outbox, single, text, Duration.ofMillis(millis));
        if (i >= WARM_UP) {
          all.add(figures);
        }
      }
    }
    clear();
    for (Figure figure : Figure.values()) {
      double[] sorted =
          all.stream().mapToDouble(figures -> figures.getOrDefault(figure, 0.0)).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "%-50s %,12.2f   (%,.2f to %,.2f)%n",
          figure.title,
          sorted[sorted.length / 2],
          sorted[sorted.length / 4],
          sorted[sorted.length * 3 / 4]);
    }
    return 0;
  }

  private Map<Figure, Double> round(
      OutboxFile outbox, SingleInserts inserts, String text, Duration time)
      throws IOException, SQLException {
    double seconds = time.toNanos() / 1e9;
    Latencies disk = DiskRate.measure(folder, time);
    Producers.Result one = Producers.measure(outbox, 1, 1, text, time);
    Latencies singles = inserts.measure(text, time);
    Producers.Result answered = Producers.measureAnswered(outbox, PRODUCERS, text, time);
    Producers.Result many = Producers.measure(outbox, PRODUCERS, 1, text, time);
    Producers.Result ahead = Producers.measure(outbox, PRODUCERS, WINDOW, text, time);
    double single = singles.count() / seconds;
    double waits = disk.count() / seconds;
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.DISK, waits);
    figures.put(Figure.DISK_MILLIS, disk.medianMillis());
    figures.put(Figure.SINGLE, single);
    figures.put(Figure.ONE, one.perSecond());
    figures.put(Figure.ONE_MILLIS, one.latencies().medianMillis());
    figures.put(Figure.ONE_TO_DISK, one.latencies().medianMillis() / disk.medianMillis());
    figures.put(Figure.ANSWERED, answered.perSecond());
    figures.put(Figure.ANSWERED_IN_ONE, answered.perSecond() / answered.commitsPerSecond());
    figures.put(Figure.MANY, many.perSecond());
    figures.put(Figure.MANY_IN_ONE, many.perSecond() / many.commitsPerSecond());
    figures.put(Figure.MANY_TO_SINGLE, many.perSecond() / single);
    figures.put(Figure.MANY_TO_DISK, many.perSecond() / waits);
    figures.put(Figure.MANY_COMMITS_TO_DISK, many.commitsPerSecond() / waits);
    figures.put(Figure.AHEAD, ahead.perSecond());
    figures.put(Figure.AHEAD_IN_ONE, ahead.perSecond() / ahead.commitsPerSecond());
    figures.put(Figure.MEMORY_ONE, InMemory.measure(1, text));
    figures.put(Figure.MEMORY_MANY, InMemory.measure(PRODUCERS, text));
    return figures;
  }

  private void clear() throws IOException {
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
  }
}
