package dev.holdfast.bootstrap.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.bench.Processes.Gateway;
import dev.holdfast.bootstrap.bench.client.BenchConnections;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many supervised connections in this process that have nothing to say: what one of them costs, and
 * how long it takes until all are back when their gateway was killed and started again.
 */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    description = "What idle connections cost, and how fast all come back after a crash.")
final class IdleConnections implements Runnable {

  /** Opened before anything is counted, so that what is made once is not. */
  private static final int WARM_UP = 200;

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  @Option(names = "--connections", defaultValue = "5000", description = "default ${DEFAULT-VALUE}")
  int count;

  @Option(names = "--loops", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
  int loops;

  @Option(
      names = "--timeout",
      defaultValue = "120",
      description = "seconds for each step, default ${DEFAULT-VALUE}")
  int timeoutSeconds;

  private final Processes processes = Processes.ofThisBuild();
  private final List<SupervisedConnection> connections = new ArrayList<>();
  private final AtomicInteger up = new AtomicInteger();

  /** Runs it from a command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new IdleConnections()).execute(args));
  }

  @Override
  public void run() {
    try {
      measure();
    } catch (IOException e) {
      throw new IllegalStateException("the benchmark cannot go on", e);
    }
  }

  private void measure() throws IOException {
    BenchConnections maker = new BenchConnections(loops);
    int port;
    try (Gateway gateway = processes.gateway(0)) {
      port = gateway.port();
      open(maker, port, WARM_UP);
      Footprint before = Footprint.take();
      double openSeconds = open(maker, port, count);
      Footprint after = Footprint.take();
      System.out.printf(
          "| idle | |%n|---|---|%n"
              + "| connections | %d on %d loops |%n"
              + "| all up after | %.2f s |%n"
              + "| heap a connection | %d bytes |%n"
              + "| direct memory a connection | %d bytes |%n"
              + "| descriptors a connection | %.2f |%n"
              + "| threads before, after | %d, %d |%n",
          count,
          loops,
          openSeconds,
          (after.heap - before.heap) / count,
          (after.direct - before.direct) / count,
          (double) (after.descriptors - before.descriptors) / count,
          before.threads,
          after.threads);
    }
    await("all to notice", () -> up.get() == 0);
    long start = System.nanoTime();
    try (Gateway again = processes.gateway(port)) {
      await("all to come back", () -> up.get() == connections.size());
      System.out.printf(
          "| all %d up again after the gateway's kill -9 and restart | %.2f s |%n",
          again.process().isAlive() ? connections.size() : 0, seconds(start));
    }
  }

  private double open(BenchConnections maker, int port, int more) {
    URI gateway = URI.create("ws://127.0.0.1:" + port + "/idle");
    ConnectionPolicy policy = ConnectionPolicy.defaults();
    ConnectionObserver observer =
        (id, transition) -> {
          if (transition.to() == ConnectionState.CONNECTED) {
            up.incrementAndGet();
          } else if (transition.from() == ConnectionState.CONNECTED) {
            up.decrementAndGet();
          }
        };
    for (int i = 0; i < more; i++) {
      connections.add(
          maker.create(
              "c" + connections.size(), policy, gateway, (message, roomAgain) -> true, observer));
    }
    int all = connections.size();
    long start = System.nanoTime();
    connections.subList(all - more, all).forEach(SupervisedConnection::connect);
    await("all to open", () -> up.get() == all);
    return seconds(start);
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "waited " + timeoutSeconds + " s for " + what + ", but " + up.get() + " are up");
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /**
   * What the process holds.
   *
   * @param heap bytes that a garbage collection leaves
   * @param direct bytes outside the heap, of the Java runtime and of Netty
   * @param descriptors open files and sockets
   * @param threads live threads
   */
  private record Footprint(long heap, long direct, long descriptors, int threads) {

    static Footprint take() {
      for (int i = 0; i < 3; i++) {
        ManagementFactory.getMemoryMXBean().gc();
      }
      return new Footprint(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          PlatformDependent.usedDirectMemory()
              + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                  .mapToLong(BufferPoolMXBean::getMemoryUsed)
                  .sum(),
          ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
              .getOpenFileDescriptorCount(),
          ManagementFactory.getThreadMXBean().getThreadCount());
    }
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
