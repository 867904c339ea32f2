package dev.holdfast.bootstrap.bench;

import dev.holdfast.adapter.simulation.fleet.QueueKind;
import dev.holdfast.adapter.simulation.fleet.StormRun;
import dev.holdfast.adapter.simulation.fleet.StormRun.Measured;
import dev.holdfast.adapter.simulation.fleet.StormRun.Order;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What fleet storms cost: the scenario {@code million} with fleets of several sizes, each storm in
 * a process of its own, the table with the median of the rounds.
 */
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    description = "Time and memory of a simulated outage of 300 s, for fleets of several sizes.")
final class StormMeasurement implements Runnable {

  /** Larger fleets are simulated up to {@link #LARGE_UNTIL} only. */
  private static final int LARGE_ABOVE = 1_000_000;

  private static final Duration LARGE_UNTIL = Duration.ofSeconds(60);
  private static final long TIMEOUT_SECONDS = 900;

  @Option(
      names = "--devices",
      split = ",",
      defaultValue = "10000,100000,1000000,10000000",
      description = "default ${DEFAULT-VALUE}; above a million, the first minute only")
  List<Integer> sizes = List.of();

  @Option(
      names = "--queues",
      split = ",",
      defaultValue = "wheel",
      description = "wheel, heap or both, default ${DEFAULT-VALUE}")
  List<QueueKind> queues = List.of();

  @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = "-XX:+UseSerialGC",
      description = "options of the processes, default ${DEFAULT-VALUE}, as holdfast has it")
  List<String> javaOptions = List.of();

  private final Processes processes = Processes.ofThisBuild();

  /** Runs it from a command line. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new StormMeasurement())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public void run() {
    System.out.println(
        "| devices | queue | events | CPU time | events per CPU second | bytes a device | peak heap |");
    System.out.println("|---|---|---|---|---|---|---|");
    try {
      for (int devices : sizes) {
        for (QueueKind queue : queues) {
          measure(devices, queue);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the measurement cannot go on", e);
    }
  }

  private void measure(int devices, QueueKind queue) throws IOException {
    boolean large = devices > LARGE_ABOVE;
    Order order = new Order(devices, queue, large ? Optional.of(LARGE_UNTIL) : Optional.empty());
    List<String> command =
        processes.java(
            javaOptions, processes.ownClassPath(), StormRun.class.getName(), order.arguments());
    List<Measured> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      processes.result(command, TIMEOUT_SECONDS).map(Measured::parse).ifPresent(all::add);
    }
    if (all.isEmpty()) {
      return;
    }
    all.sort(Comparator.comparingDouble(Measured::cpuSeconds));
    Measured middle = all.get(all.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "| %,d%s | %s | %.2f million | %.2f s | %.1f million | %.1f | %d MiB |%n",
        devices,
        large ? ", first " + LARGE_UNTIL.toSeconds() + " s only" : "",
        queue.name().toLowerCase(Locale.ROOT),
        middle.events() / 1e6,
        middle.cpuSeconds(),
        middle.events() / middle.cpuSeconds() / 1e6,
        middle.bytesPerDevice(),
        middle.heapBytes() >> 20);
  }
}
