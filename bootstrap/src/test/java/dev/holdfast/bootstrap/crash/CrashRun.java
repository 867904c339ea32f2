package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The crash test as a program: producers send through the control API of a daemon, and daemon and
 * gateway are killed at random moments. Then the faults stop, the outbox drains, and every promise
 * is looked at. The seed decides who is killed and when; what that meets depends on the machine.
 */
@Command(
    name = "crash",
    description =
        "Kills daemon and gateway while messages are sent, and looks for broken promises.",
    mixinStandardHelpOptions = true)
final class CrashRun implements Callable<Integer> {

  private static final int PRODUCERS = 3;
  private static final int MOST_MESSAGES = 150;
  private static final Duration DRAINS_WITHIN = Duration.ofMinutes(5);
  private static final Pattern DRAINED = Pattern.compile("\"queued\"\\s*:\\s*0\\b");
  private static final long LOOK_AGAIN_MILLIS = 50;

  @Option(names = "--rounds", description = "How many kills. Default: ${DEFAULT-VALUE}.")
  private int rounds = 200;

  @Option(names = "--seed", description = "Decides who is killed, and when. Default: a new one.")
  private long seed = System.nanoTime() & 0xffff_ffffL;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description =
          "Ends the kills after this, however many there were. Default: ${DEFAULT-VALUE}.")
  private long withinSeconds = 3600;

  @Option(
      names = "--home",
      description = "The daemon: the folder with bin/holdfast. Default: ${DEFAULT-VALUE}.")
  private Path home = Path.of("bootstrap", "target", "holdfast");

  @Option(
      names = "--gateway",
      description =
          "GOOD, or ACKNOWLEDGES_EARLY: it breaks its promise, and the run must notice."
              + " Default: ${DEFAULT-VALUE}.")
  private CrashGateway.Habit habit = CrashGateway.Habit.GOOD;

  @Option(
      names = "--silent",
      description =
          "The gateway acknowledges nothing. Then only the daemon is killed: what a gateway loses"
              + " is lost.")
  private boolean silent;

  private final Events events = new Events();
  private final Ledger ledger = new Ledger();

  CrashRun() {}

  /**
   * A run for a test.
   *
   * @param home the folder with bin/holdfast
   */
  CrashRun(Path home, int rounds, long seed, Duration within) {
    this.home = home;
    this.rounds = rounds;
    this.seed = seed;
    this.withinSeconds = within.toSeconds();
  }

  /** The gateway breaks its promise. */
  CrashRun withBadGateway() {
    habit = CrashGateway.Habit.ACKNOWLEDGES_EARLY;
    return this;
  }

  /** The gateway acknowledges nothing; only the daemon is killed. */
  CrashRun withSilentGateway() {
    silent = true;
    return this;
  }

  /** Exit code 0 if everything holds, 1 if not, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CrashRun()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Report report = run();
    System.out.println(report.text());
    return report.holds() ? 0 : 1;
  }

  /** Runs, and keeps the folder of a run in which something was broken. */
  Report run() throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("holdfast-crash-");
    Path description =
        Files.writeString(
            folder.resolve("crash.yaml"),
            silent ? CrashGateway.SILENT_DESCRIPTION : CrashGateway.DESCRIPTION);
    Path arrivals = folder.resolve("arrivals");
    Path outbox = folder.resolve("outbox.db");
    int port = freePort();
    int adminPort = freePort();
    SplittableRandom random = new SplittableRandom(seed);
    Report report = new Report(seed, rounds, folder, events);
    try (Mortal gateway = gateway(port, arrivals, folder);
        Mortal daemon = daemon(port, adminPort, description, outbox, folder)) {
      Thread leaveNothing = new Thread(() -> List.of(gateway, daemon).forEach(Mortal::close));
      Runtime.getRuntime().addShutdownHook(leaveNothing);
      try {
        Killer killer = new Killer(daemon, gateway, !silent, random.split(), ledger, events);
        report.killedBy(killer);
        gateway.start();
        daemon.start();
        URI connection = URI.create("http://127.0.0.1:" + adminPort + "/v1/connections/gateway");
        HttpClient client = HttpClient.newHttpClient();
        List<Producer> producers = producers(client, connection, random);
        try {
          kill(killer, report);
        } finally {
          for (Producer producer : producers) {
            producer.stop();
          }
        }
        awaitDrained(client, connection, daemon, gateway);
        report.lastStopCode(daemon.stop());
        gateway.kill();
        OutboxState state = OutboxState.read(outbox);
        report.outcome(
            new Promises(ledger.all(), Arrival.readAll(arrivals), state.deadLetters()), state);
      } catch (Failure e) {
        report.failed(e, daemon.lastLines(), gateway.lastLines());
      } finally {
        Runtime.getRuntime().removeShutdownHook(leaveNothing);
      }
    }
    if (report.holds()) {
      Folders.delete(folder);
    }
    return report;
  }

  private void kill(Killer killer, Report report)
      throws Failure, IOException, InterruptedException {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(withinSeconds);
    for (int round = 1; round <= rounds && System.nanoTime() - end < 0; round++) {
      killer.round(round);
      report.roundDone(round, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private List<Producer> producers(HttpClient client, URI connection, SplittableRandom random) {
    URI send = URI.create(connection + "/send");
    List<Producer> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      producers.add(producer(client, send, Kind.AT_LEAST_ONCE, random));
    }
    producers.add(producer(client, send, Kind.LATEST_VALUE, random));
    producers.add(producer(client, send, Kind.BEST_EFFORT, random));
    return producers;
  }

  private Producer producer(HttpClient client, URI send, Kind kind, SplittableRandom random) {
    return new Producer(client, send, kind, !silent, random.split(), ledger);
  }

  /** The faults have stopped: what was accepted gets through. */
  private void awaitDrained(HttpClient client, URI connection, Mortal daemon, Mortal gateway)
      throws Failure, InterruptedException {
    events.add("nothing is killed any more");
    long end = System.nanoTime() + DRAINS_WITHIN.toNanos();
    HttpRequest ask = HttpRequest.newBuilder(connection).timeout(Duration.ofSeconds(30)).build();
    String latest = "nothing";
    while (System.nanoTime() - end < 0) {
      gateway.mustRun();
      try {
        latest = client.send(ask, BodyHandlers.ofString()).body();
        if (DRAINED.matcher(latest).find()) {
          return;
        }
      } catch (IOException e) {
        latest = e.toString();
      }
      daemon.mustLive(LOOK_AGAIN_MILLIS);
    }
    throw new Failure("the outbox does not drain within " + DRAINS_WITHIN + ": " + latest);
  }

  private Mortal gateway(int port, Path arrivals, Path folder) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            absoluteClassPath(),
            CrashGateway.class.getName(),
            String.valueOf(port),
            arrivals.toString(),
            habit.name());
    return new Mortal("gateway", command, Map.of(), folder, events);
  }

  private Mortal daemon(int port, int adminPort, Path description, Path outbox, Path folder) {
    return new Mortal(
        "daemon",
        List.of(home.resolve("bin").resolve("holdfast").toAbsolutePath().toString(), "run"),
        Map.ofEntries(
            Map.entry("GATEWAY_URL", "ws://127.0.0.1:" + port + "/"),
            Map.entry("GATEWAY_PROTOCOL", description.toString()),
            Map.entry("OUTBOX", outbox.toString()),
            Map.entry("OUTBOX_MAX_MESSAGES", String.valueOf(MOST_MESSAGES)),
            Map.entry("OUTBOX_MAX_BYTES", String.valueOf(Producer.OUTBOX_BYTES)),
            // Longer than any stall of a busy machine: messages come again after kills only.
            Map.entry("OUTBOX_ACKNOWLEDGED_WITHIN", "5m"),
            Map.entry("OUTBOX_MAX_DEAD_LETTERS", "1000000"),
            // A silent gateway answers no ping either: an answer to a daemon that is gone would
            // take
            // what it had sent before with it.
            Map.entry("HEARTBEAT_MODE", silent ? "none" : "ping"),
            Map.entry("HEARTBEAT_INTERVAL", "60s"),
            // An end that is forced is one of a busy machine, not of a broken promise.
            Map.entry("SHUTDOWN_TIMEOUT", "30s"),
            Map.entry("HEARTBEAT_TIMEOUT", "60s"),
            Map.entry("RECONNECT_INITIAL_DELAY", "20ms"),
            Map.entry("RECONNECT_MAX_DELAY", "100ms"),
            Map.entry("ADMIN_ADDRESS", "127.0.0.1:" + adminPort),
            Map.entry("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")),
        folder,
        events);
  }

  /** The processes work in a folder of their own. */
  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
