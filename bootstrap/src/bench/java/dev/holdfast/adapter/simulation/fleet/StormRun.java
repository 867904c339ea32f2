package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.ScenarioException;
import dev.holdfast.adapter.simulation.scenario.Scenarios;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One storm in this process, which has played a small one before, so that the compiler is done.
 * Prints one line that begins with {@code result}.
 */
public final class StormRun {

  private static final int WARM_UP_DEVICES = 20_000;

  private StormRun() {}

  /**
   * What is measured.
   *
   * @param devices how many
   * @param queue which
   * @param until of the scenario {@code million}, how much at most
   */
  public record Order(int devices, QueueKind queue, Optional<Duration> until) {

    /** As {@link #main} takes it. */
    public String[] arguments() {
      return new String[] {
        String.valueOf(devices), queue.name(), until.map(Duration::toString).orElse("")
      };
    }

    private static Order of(String[] arguments) {
      return new Order(
          Integer.parseInt(arguments[0]),
          QueueKind.valueOf(arguments[1]),
          arguments[2].isEmpty() ? Optional.empty() : Optional.of(Duration.parse(arguments[2])));
    }
  }

  /**
   * What came of it.
   *
   * @param events handed to machines
   * @param cpuSeconds of the simulating thread
   * @param bytesPerDevice of the arrays that grow with the fleet
   * @param heapBytes the most that was in use, garbage included
   */
  public record Measured(long events, double cpuSeconds, double bytesPerDevice, long heapBytes) {

    /** Reads the line that {@link #main} prints. */
    public static Measured parse(String line) {
      String[] words = line.split(" ", -1);
      return new Measured(
          Long.parseLong(words[1]),
          Double.parseDouble(words[2]),
          Double.parseDouble(words[3]),
          Long.parseLong(words[4]));
    }

    private String line() {
      return String.format(
          Locale.ROOT, "result %d %.3f %.1f %d", events, cpuSeconds, bytesPerDevice, heapBytes);
    }
  }

  /** Runs one order. */
  public static void main(String[] arguments) throws ScenarioException {
    Order order = Order.of(arguments);
    run(order, Math.min(order.devices(), WARM_UP_DEVICES));
    System.out.println(run(order, order.devices()).line());
  }

  private static Measured run(Order order, int devices) throws ScenarioException {
    Scenario scenario = Scenarios.named("million").withDevices(devices);
    if (order.until().isPresent()) {
      scenario = scenario.withDuration(order.until().get());
    }
    FleetPolicy policy =
        new FleetPolicy("holdfast", "Holdfast", ConnectionPolicy.defaults(), "As it comes.");
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    StormResult.Cost cost =
        Storm.run(scenario, policy, StormWatch.NOBODY, order.queue()::make).cost();
    long heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return new Measured(cost.events(), cost.cpu().toNanos() / 1e9, cost.bytesPerDevice(), heap);
  }
}
