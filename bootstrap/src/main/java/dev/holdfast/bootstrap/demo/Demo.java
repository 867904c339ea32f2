package dev.holdfast.bootstrap.demo;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigProblem;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.GatewayConfig;
import dev.holdfast.bootstrap.config.LoadedConfig;
import dev.holdfast.bootstrap.gateway.DemoGateway;
import dev.holdfast.bootstrap.gateway.FaultPlan;
import dev.holdfast.bootstrap.gateway.GatewayOptions;
import dev.holdfast.bootstrap.gateway.GatewayStartException;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.wiring.AdminModule;
import dev.holdfast.bootstrap.wiring.ConnectionModule;
import dev.holdfast.bootstrap.wiring.MetricsModule;
import dev.holdfast.bootstrap.wiring.OneSinkModule;
import dev.holdfast.bootstrap.wiring.OutboxModule;
import dev.holdfast.bootstrap.wiring.ReloadModule;
import dev.holdfast.bootstrap.wiring.SystemModule;
import dev.holdfast.bootstrap.wiring.TransportModule;
import dev.holdfast.domain.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the daemon against the demo gateway, tells what happens, and reports how the link recovered.
 */
public final class Demo {

  /** How long the last fault may take to heal once the time is over. */
  private static final Duration LAST_HEALING = Duration.ofSeconds(30);

  /** How long the gateway has for the last messages: a fault may have just begun. */
  private static final Duration LAST_REPORTS = Duration.ofSeconds(5);

  private static final Duration FIRST_FAULT_AFTER = Duration.ofSeconds(2);

  /** In protocols in which readings must be asked for. */
  private static final Duration READING_EVERY = Duration.ofSeconds(10);

  private record Outcome(ConnectionStatus status, Optional<String> reports) {}

  private final DemoOptions options;
  private final DemoParts parts;
  private final Clock clock = System::nanoTime;
  private final DemoStory story;
  private final Play play;
  private final FaultLedger ledger;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private boolean endedWhileHealing;

  /**
   * A demonstration that has not begun.
   *
   * @param options how it is to run
   * @param parts what it is given
   * @param out where the story goes
   */
  public Demo(DemoOptions options, DemoParts parts, PrintWriter out) {
    this.options = options;
    this.parts = parts;
    this.story = new DemoStory(out, clock);
    this.play =
        switch (options.protocol()) {
          case JSON -> new JsonPlay();
          case CTC -> new CtcPlay(READING_EVERY, story);
        };
    this.ledger = new FaultLedger(clock, story, play.up());
  }

  /** Ends the demonstration soon; the table still comes. Any thread. */
  public void interrupt() {
    interrupted.countDown();
  }

  /**
   * Runs it. Blocks until the time is over or {@link #interrupt} was called.
   *
   * @return {@link ExitCode#STOPPED} if the link came back from every fault, {@link
   *     ExitCode#FORCED} if not
   * @throws GatewayStartException if the gateway's port is taken
   * @throws InterruptedException if the calling thread is interrupted
   */
  public ExitCode run() throws GatewayStartException, InterruptedException {
    FaultPlan plan = FaultPlan.everyFault(FIRST_FAULT_AFTER, options.every(), options.seed());
    GatewayOptions gatewayOptions =
        GatewayOptions.defaults()
            .withProtocol(options.protocol())
            .withAddress("127.0.0.1", options.port())
            .withSeed(options.seed())
            .withFaults(plan);
    Outcome last;
    try (DemoGateway gateway = new DemoGateway(gatewayOptions)) {
      gateway.addListener(ledger);
      gateway.start();
      introduce(gateway);
      last = runDaemon(gateway);
    }
    List<FaultLedger.Entry> entries = ledger.entries();
    story.say("");
    if (interrupted.getCount() == 0 && endedWhileHealing) {
      story.say("The last fault was cut short and is not counted.");
      entries = entries.subList(0, entries.size() - 1);
    }
    DemoReport report = new DemoReport(entries);
    report.lines().forEach(story::say);
    play.summary(last.status()).forEach(story::say);
    last.reports().ifPresent(story::say);
    return report.allHealed() ? ExitCode.STOPPED : ExitCode.FORCED;
  }

  private void introduce(DemoGateway gateway) {
    story.say("A gateway with three vibration sensors at " + gateway.uri() + ", and the daemon");
    story.say("connected to it. The gateway misbehaves on purpose; watch the link heal.");
    play.introduction().forEach(story::say);
    story.say("Status page: http://" + parts.page().address() + "/");
    story.say(
        options
                .duration()
                .map(time -> "This ends after " + DemoStory.duration(time) + "; ")
                .orElse("")
            + "Ctrl-C ends it with a summary.");
    story.say("");
  }

  /** Runs the daemon until the time is over. */
  private Outcome runDaemon(DemoGateway gateway) throws InterruptedException {
    GatewayConfig peer =
        new GatewayConfig(
            List.of(gateway.uri()),
            options.protocol().id(),
            parts.protocol(),
            Map.of(),
            play.credentials(),
            Optional.empty());
    DaemonConfig config = DemoConfig.forGateway(peer);
    Injector injector =
        Guice.createInjector(
            new ConnectionModule(config),
            new TransportModule(),
            new SystemModule(SecretMask.of(List.of())),
            new OutboxModule(parts.outbox()),
            new ReloadModule(
                new LoadedConfig(config, List.of(), List.of(), List.of()), Demo::nothingToReload),
            new MetricsModule(config.metrics(), parts.version()),
            new AdminModule(parts.version()),
            new OneSinkModule(play.sink()),
            new DemoModule(play, gateway.serials(), ledger));
    SupervisedConnection connection = injector.getInstance(SupervisedConnection.class);
    Daemon daemon = injector.getInstance(Daemon.class);
    parts.page().serve().accept(injector);
    Thread running = new Thread(daemon::run, "holdfast-demo-daemon");
    running.setDaemon(true);
    running.start();
    Optional<Reports> reports =
        parts.protocol().map(acknowledges -> new Reports(connection, connection));
    reports.ifPresent(Demo::start);
    waitForTheEnd();
    endedWhileHealing = ledger.healing();
    reports.ifPresent(sent -> sent.finish(LAST_REPORTS));
    daemon.stop();
    running.join();
    ConnectionStatus last = connection.status();
    return new Outcome(last, reports.map(sent -> sent.summary(last)));
  }

  private static LoadedConfig nothingToReload() throws ConfigException {
    throw new ConfigException(
        List.of(
            new ConfigProblem("the demonstration", "", "has no configuration to read again", "")));
  }

  private static void start(Reports reports) {
    Thread thread = new Thread(reports, "holdfast-demo-reports");
    thread.setDaemon(true);
    thread.start();
  }

  private void waitForTheEnd() throws InterruptedException {
    Optional<Duration> duration = options.duration();
    if (duration.isEmpty()) {
      interrupted.await();
      return;
    }
    if (interrupted.await(duration.get().toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    long deadline = clock.nanoTime() + LAST_HEALING.toNanos();
    while (ledger.healing() && clock.nanoTime() - deadline < 0) {
      if (interrupted.await(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
