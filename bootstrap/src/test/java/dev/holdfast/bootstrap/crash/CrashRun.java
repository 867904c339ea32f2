package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The crash test as a program: producers send through the control API of a daemon and give
 * commands, its gateway tells what it knows, and daemon and gateway are killed at random moments.
 * Then the faults stop, outbox and journal drain, and every promise is looked at. The seed decides
 * who is killed and when; what that meets depends on the machine.
 */
@Command(
    name = "crash",
    description =
        "Kills daemon and gateway while messages are sent, and looks for broken promises.",
    mixinStandardHelpOptions = true)
final class CrashRun implements Callable<Integer> {

  private static final Duration DRAINS_WITHIN = Duration.ofMinutes(5);
  private static final Pattern DRAINED = Pattern.compile("\"queued\"\\s*:\\s*0\\b");
  private static final long LOOK_AGAIN_MILLIS = 50;

  /** From so many rounds on a class archive pays for the daemon. */
  private static final int MANY = 100;

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
      split = ",",
      description =
          "Promises that it breaks, and the run must notice: ${COMPLETION-CANDIDATES}."
              + " Default: none.")
  private List<CrashGateway.Habit> habits = List.of();

  @Option(
      names = "--daemon",
      description =
          "${COMPLETION-CANDIDATES}: the second breaks its promises, and the run must notice."
              + " Default: ${DEFAULT-VALUE}.")
  private Pair.Care care = Pair.Care.GOOD;

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

  /** The gateway breaks every promise that it can break. */
  CrashRun withBadGateway() {
    habits = List.of(CrashGateway.Habit.values());
    return this;
  }

  /** The daemon breaks its promises. */
  CrashRun withBadDaemon() {
    care = Pair.Care.KEEPS_NOTHING;
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
    SplittableRandom random = new SplittableRandom(seed);
    Report report = new Report(seed, rounds, folder, events);
    try (Pair pair = new Pair(folder, cast(), events)) {
      Thread leaveNothing = new Thread(pair::close);
      Runtime.getRuntime().addShutdownHook(leaveNothing);
      try {
        play(pair, random, report);
      } catch (Failure e) {
        report.failed(e, pair.daemon().lastLines(), pair.gateway().lastLines());
      } finally {
        Runtime.getRuntime().removeShutdownHook(leaveNothing);
      }
    }
    if (report.holds()) {
      Folders.delete(folder);
    }
    return report;
  }

  private Pair.Cast cast() {
    return new Pair.Cast(home, Set.copyOf(habits), care, silent, rounds >= MANY);
  }

  /** Waits until the daemon is there and nothing is left to do; then it writes its classes. */
  private void archive(Mortal archiver, HttpClient client, Pair pair)
      throws Failure, IOException, InterruptedException, SQLException {
    archiver.start();
    awaitDrained(client, pair, archiver);
    archiver.stop();
  }

  private void play(Pair pair, SplittableRandom random, Report report)
      throws Failure, IOException, InterruptedException, SQLException {
    Mortal gateway = pair.gateway();
    Mortal daemon = pair.daemon();
    Lives lives = new Lives(ledger, pair.sink());
    Killer killer = new Killer(daemon, gateway, !silent, random.split(), ledger, lives, events);
    report.killedBy(killer);
    HttpClient client = HttpClient.newHttpClient();
    gateway.start();
    if (pair.archiver().isPresent()) {
      archive(pair.archiver().get(), client, pair);
    }
    daemon.start();
    Clients clients = new Clients(client, pair.connection(), silent, random, ledger, lives);
    try {
      kill(killer, report);
    } finally {
      clients.stop();
    }
    events.add("nothing is killed any more");
    awaitDrained(client, pair, daemon);
    clients.actInTheCalm();
    awaitDrained(client, pair, daemon);
    report.lastStopCode(daemon.stop());
    gateway.kill();
    OutboxState state = OutboxState.read(pair.outbox());
    report.outcome(
        new Promises(ledger.all(), Arrival.readAll(pair.files().arrivals()), state.deadLetters()),
        state);
    report.commands(
        new CommandPromises(
            ledger.given(), Deed.readAll(pair.files().deeds()), lives, ledger.all()));
    report.inbound(
        new InboundPromises(
            Notes.readAll(pair.files().acknowledged()),
            Delivered.readAll(pair.sink()),
            lives.sinkLengths(),
            lives.beginningsMillis()));
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

  /** The faults have stopped: what was accepted gets through. */
  private void awaitDrained(HttpClient client, Pair pair, Mortal daemon)
      throws Failure, InterruptedException, SQLException {
    long end = System.nanoTime() + DRAINS_WITHIN.toNanos();
    HttpRequest ask =
        HttpRequest.newBuilder(pair.connection()).timeout(Duration.ofSeconds(30)).build();
    String latest = "nothing";
    while (System.nanoTime() - end < 0) {
      pair.gateway().mustRun();
      try {
        latest = client.send(ask, BodyHandlers.ofString()).body();
        if (DRAINED.matcher(latest).find() && isDelivered(pair)) {
          return;
        }
      } catch (IOException e) {
        latest = e.toString();
      }
      daemon.mustLive(LOOK_AGAIN_MILLIS);
    }
    throw new Failure("outbox and journal do not drain within " + DRAINS_WITHIN + ": " + latest);
  }

  private static boolean isDelivered(Pair pair) throws SQLException {
    return !Files.exists(pair.outbox()) || OutboxState.undelivered(pair.outbox()) == 0;
  }
}
