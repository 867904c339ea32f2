package dev.holdfast.bootstrap.bench;

import dev.holdfast.bootstrap.bench.client.MinimalOkHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a process takes from its start until its link is up, how much memory is resident when it
 * has been idle for a while, and what being idle costs: the daemon with and without its class
 * archive, beside the least that keeps a link with others' libraries. Linux only. In turns, so that
 * a busy moment meets all of them.
 */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    description = "Start, resident memory and idle processor time of one process with one link.")
final class FootprintMeasurement implements Callable<Integer> {

  private static final String ARCHIVE = "holdfast.jsa";
  private static final double TICKS_A_SECOND = 100;

  @Option(names = "--rounds", defaultValue = "7", description = "default ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--idle",
      defaultValue = "30",
      description = "seconds in the last round, default ${DEFAULT-VALUE}")
  int idleSeconds;

  @Option(
      names = "--home",
      required = true,
      description = "the distribution; copied, so that it stays as it is")
  Path home;

  /** One way to keep a link. */
  private record Kind(String name, List<String> command, String up) {}

  /** What one process needed. */
  private record Needed(double startMillis, double residentMib, double idleMillisAMinute) {}

  /** Runs it from a command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FootprintMeasurement()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("holdfast-footprint");
    Path plain = copy(work.resolve("plain"));
    Path archived = copy(work.resolve("archived"));
    run(List.of(archived.resolve("bin/holdfast-archive").toString()));
    Process gateway =
        new ProcessBuilder(plain.resolve("bin/holdfast").toString(), "gateway", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String url = awaitLine(gateway, "ws://");
      Map<Kind, List<Needed>> all = new LinkedHashMap<>();
      for (Kind kind : kinds(plain, archived, url)) {
        all.put(kind, new ArrayList<>());
      }
      for (int i = 0; i < rounds; i++) {
        int idle = i == rounds - 1 ? idleSeconds : 0;
        for (Map.Entry<Kind, List<Needed>> each : all.entrySet()) {
          each.getValue().add(measure(each.getKey(), url, Duration.ofSeconds(idle)));
        }
      }
      all.forEach(FootprintMeasurement::print);
    } finally {
      gateway.destroy();
      delete(work);
    }
    return 0;
  }

  private static List<Kind> kinds(Path plain, Path archived, String url) throws IOException {
    Processes built = Processes.ofThisBuild();
    String up = "-> CONNECTED";
    return List.of(
        new Kind("Holdfast", List.of(plain.resolve("bin/holdfast").toString(), "run"), up),
        new Kind(
            "Holdfast, with its archive",
            List.of(archived.resolve("bin/holdfast").toString(), "run"),
            up),
        new Kind(
            "OkHttp",
            List.of(
                "java",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MinimalOkHttp.class.getName(),
                url),
            "up"),
        new Kind(
            "Node ws",
            List.of("node", built.home().resolve("node/minimal.js").toString(), url),
            "up"));
  }

  private static Needed measure(Kind kind, String url, Duration idle)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(kind.command()).redirectErrorStream(true);
    builder.environment().put("GATEWAY_URL", url);
    builder.environment().put("ADMIN_ADDRESS", "127.0.0.1:0");
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      awaitLine(process, kind.up());
      double startMillis = (System.nanoTime() - start) / 1e6;
      // What happens just after the start is not idleness.
      LockSupport.parkNanos(idle.isZero() ? 0 : Duration.ofSeconds(10).toNanos());
      double before = processorSeconds(process.pid());
      LockSupport.parkNanos(idle.toNanos());
      double used = processorSeconds(process.pid()) - before;
      return new Needed(
          startMillis,
          idle.isZero() ? Double.NaN : residentMib(process.pid()),
          idle.isZero() ? Double.NaN : used * 1e3 * 60 / idle.toSeconds());
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static String awaitLine(Process process, String part) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(part)) {
        return line;
      }
    }
    throw new IOException("ended without \"" + part + "\"");
  }

  private static double residentMib(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024.0;
    }
  }

  private static double processorSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    // Behind the name, which may hold blanks: state is the first, user and system time 12 and 13.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private static void print(Kind kind, List<Needed> needed) {
    double[] starts = needed.stream().mapToDouble(Needed::startMillis).sorted().toArray();
    Needed last = needed.get(needed.size() - 1);
    System.out.printf(
        Locale.ROOT,
        "%-28s up after %,6.0f ms (%,.0f to %,.0f)   resident %6.1f MiB   idle %,5.0f ms a minute%n",
        kind.name(),
        starts[starts.length / 2],
        starts[0],
        starts[starts.length - 1],
        last.residentMib(),
        last.idleMillisAMinute());
  }

  private Path copy(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        if (!file.endsWith(ARCHIVE)) {
          Files.copy(
              file,
              to.resolve(home.relativize(file).toString()),
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command + " ended with " + status);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
