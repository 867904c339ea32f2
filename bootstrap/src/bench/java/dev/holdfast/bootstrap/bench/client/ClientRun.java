package dev.holdfast.bootstrap.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.holdfast.bootstrap.bench.gateway.BenchGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One measurement of one client in this process: connect, warm up, measure, print one line {@code
 * result rate=... cpu=... bytes=... p50=... p99=...} (messages per second; nanoseconds of process
 * CPU and bytes of heap allocated per message; microseconds), end.
 */
public final class ClientRun {

  private static final int ECHOES_MAX = 4_000_000;

  private final Workload workload;
  private final MeasuredClient client;
  private final URI gateway;
  private final String text = "abcdefghijklmnop".repeat(BenchGateway.MESSAGE_BYTES / 16);

  /** Messages that came in; one thread at a time counts, the main thread reads. */
  private final AtomicLong received = new AtomicLong();

  private final long[] echoNanos;
  private volatile int echoes;
  private volatile boolean measuring;

  /** Never read: it keeps the length of each text from being optimized away. */
  long characters;

  private long sentNanos;

  private ClientRun(Workload workload, MeasuredClient client, URI gateway) {
    this.workload = workload;
    this.client = client;
    this.gateway = gateway;
    this.echoNanos = new long[workload == Workload.ECHO ? ECHOES_MAX : 0];
  }

  /**
   * Measures once.
   *
   * @param args client, workload, port of the gateway, seconds to warm up, seconds to measure
   * @throws Exception if the client fails
   */
  public static void main(String[] args) throws Exception {
    Workload workload = Workload.valueOf(args[1].toUpperCase(Locale.ROOT));
    MeasuredClient client = ClientKind.byOption(args[0]).create();
    URI gateway = URI.create("ws://127.0.0.1:" + args[2] + workload.path());
    ClientRun run = new ClientRun(workload, client, gateway);
    System.out.println(
        run.measure(
            TimeUnit.SECONDS.toNanos(Long.parseLong(args[3])),
            TimeUnit.SECONDS.toNanos(Long.parseLong(args[4]))));
    // Clients leave threads behind that are not daemons.
    System.exit(0);
  }

  private String measure(long warmUpNanos, long nanos) throws Exception {
    client.open(gateway, workload == Workload.ECHO ? this::echoed : this::count);
    if (workload == Workload.ECHO) {
      sentNanos = System.nanoTime();
      client.send(text);
    }
    keepBusy(warmUpNanos);
    long messages = messages();
    long cpu = cpuNanos();
    long allocated = allocatedBytes();
    long start = System.nanoTime();
    measuring = true;
    keepBusy(nanos);
    measuring = false;
    messages = messages() - messages;
    cpu = cpuNanos() - cpu;
    allocated = allocatedBytes() - allocated;
    double seconds = (System.nanoTime() - start) / 1e9;
    if (messages <= 0) {
      throw new IllegalStateException("not one message in " + seconds + " s");
    }
    long[] times = Arrays.copyOf(echoNanos, echoes);
    Arrays.sort(times);
    return String.format(
        Locale.ROOT,
        "result rate=%.0f cpu=%.0f bytes=%.0f p50=%.1f p99=%.1f",
        messages / seconds,
        (double) cpu / messages,
        (double) allocated / messages,
        percentileMicros(times, 0.5),
        percentileMicros(times, 0.99));
  }

  private void keepBusy(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    if (workload == Workload.SEND) {
      for (int i = 1; (i & 0xff) != 0 || System.nanoTime() < end; i++) {
        client.send(text);
      }
    } else {
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private void count(String message) {
    characters += message.length();
    received.lazySet(received.getPlain() + 1);
  }

  private void echoed(String message) {
    long now = System.nanoTime();
    int index = echoes;
    if (measuring && index < ECHOES_MAX) {
      echoNanos[index] = now - sentNanos;
      echoes = index + 1;
    }
    count(message);
    try {
      sentNanos = System.nanoTime();
      client.send(text);
    } catch (Exception e) {
      throw new IllegalStateException("the echo cannot go on", e);
    }
  }

  /** Messages so far; of those sent, the ones that the gateway has seen. */
  private long messages() throws IOException {
    if (workload != Workload.SEND) {
      return received.get();
    }
    URI report = URI.create("http://127.0.0.1:" + gateway.getPort() + "/report");
    try (BufferedReader answer =
        new BufferedReader(
            new InputStreamReader(report.toURL().openStream(), StandardCharsets.US_ASCII))) {
      return Long.parseLong(answer.readLine().strip());
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** By all threads that live now; those that come and go in a client are not worth counting. */
  private static long allocatedBytes() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }

  private static double percentileMicros(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * share)] / 1e3;
  }
}
