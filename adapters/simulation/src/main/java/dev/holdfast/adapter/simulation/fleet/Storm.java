package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.Cells.Link;
import dev.holdfast.adapter.simulation.fleet.Cells.Note;
import dev.holdfast.adapter.simulation.fleet.StormResult.Cost;
import dev.holdfast.adapter.simulation.fleet.StormResult.Downtime;
import dev.holdfast.adapter.simulation.fleet.StormResult.Ledger;
import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One fleet in one storm: the domain's machine, played for every device, against a modelled network
 * and gateway. One thread, virtual time; everything is decided by the scenario's seed.
 */
public final class Storm {

  /** So long must everybody be up, after recovery, before the rest is taken for uneventful. */
  private static final int CALM_SECONDS = 10;

  private final Scenario scenario;
  private final FleetPolicy policy;
  private final StormWatch watch;
  private final int devices;
  private final long end;
  private final Cells cells;
  private final EventQueue queue;
  private final Wire wire;
  private final Tally tally;
  private final Player player;
  private final Timeline timeline;
  private final SplittableRandom past;
  private final boolean ahead;

  private long nextSecond = Tally.NANOS_PER_SECOND;

  /** When something next happens to all, or is counted of all. */
  private long horizon;

  private int calmSeconds;
  private boolean stopped;
  private boolean watchEndedIt;
  private int attemptsBefore;

  private Storm(
      Scenario scenario,
      FleetPolicy policy,
      StormWatch watch,
      Function<Dates, EventQueue> queues,
      boolean ahead) {
    this.scenario = scenario;
    this.policy = policy;
    this.watch = watch;
    this.devices = scenario.devices();
    this.end = scenario.duration().toNanos();
    this.cells = new Cells(devices, policy.policy().maxLifetime().isPresent());
    this.queue = queues.apply(cells.dates());
    SplittableRandom seeds = new SplittableRandom(scenario.seed());
    Conditions conditions = new Conditions(scenario.network().heartbeatLoss());
    this.wire = new Wire(scenario, cells, queue, conditions, seeds.split());
    this.tally = new Tally(devices, scenario.recovery().toNanos());
    this.player =
        new Player(
            policy.policy(),
            new OwnRandom(seeds.split().nextLong()),
            -WarmUp.LONGEST.toNanos(),
            end,
            cells,
            queue,
            wire,
            tally);
    this.timeline =
        new Timeline(
            scenario, new Strikes(cells, conditions, wire, seeds.split()), now -> recover());
    this.past = seeds.split();
    this.ahead = ahead;
  }

  /**
   * Simulates it, on the calling thread. Ends before the scenario's time is over when nothing more
   * will happen: all faults are over and everybody has been up for ten seconds, or gave up.
   *
   * @param scenario what happens
   * @param policy how the devices behave
   * @param watch looks on, and may end it
   */
  public static StormResult run(Scenario scenario, FleetPolicy policy, StormWatch watch) {
    return run(scenario, policy, watch, TimingWheel::new);
  }

  /** The same with any queue. */
  static StormResult run(
      Scenario scenario, FleetPolicy policy, StormWatch watch, Function<Dates, EventQueue> queues) {
    return run(scenario, policy, watch, queues, true);
  }

  /**
   * The same with any queue.
   *
   * @param ahead whether a device's own affairs are played ahead of their time, which makes no
   *     difference but to how long it takes
   */
  static StormResult run(
      Scenario scenario,
      FleetPolicy policy,
      StormWatch watch,
      Function<Dates, EventQueue> queues,
      boolean ahead) {
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    Storm storm = new Storm(scenario, policy, watch, queues, ahead);
    long now = storm.live();
    StormResult result = storm.result(now);
    Cost cost =
        new Cost(
            storm.tally.events(),
            Duration.ofNanos(System.nanoTime() - wall),
            Duration.ofNanos(cpuNanos() - cpu),
            result.cost().bytesPerDevice());
    return result.costing(cost);
  }

  private long live() {
    begin();
    int gateway = devices;
    int clock = devices + 1;
    queue.schedule(clock, 0);
    while (!stopped) {
      int entry = queue.next();
      long now = queue.at(entry);
      if (entry < gateway) {
        player.wake(entry, now, ahead ? horizon : now);
      } else if (entry == gateway) {
        wire.serve(now);
      } else {
        tick(now);
        horizon = Math.min(end, Math.min(nextSecond, timeline.nextAt()));
        queue.schedule(clock, horizon);
        if (stopped) {
          return now;
        }
      }
    }
    throw new IllegalStateException("stopped by nobody");
  }

  private void begin() {
    WarmUp warmUp = new WarmUp(policy.policy(), past, cells, scenario.gateway().nodes());
    // Before it has played anybody: its memory is that of a device just made.
    Cells blank = new Cells(1, false);
    blank.save(player.machine(), 0);
    boolean cold = scenario.faults().get(0) instanceof Fault.ColdStart;
    long within = cold ? scenario.faults().get(0).length().toNanos() : 0;
    for (int device = 0; device < devices; device++) {
      blank.load(player.machine(), 0);
      player.prepare(device);
      if (cold) {
        warmUp.leaveOff(player.machine(), device, within);
      } else {
        warmUp.raise(player.machine(), device);
      }
      player.schedule(device);
    }
    if (!cold) {
      attemptsBefore = 1;
      tally.startUp(devices);
      wire.door().connected(devices);
    }
  }

  private void tick(long now) {
    if (now == nextSecond) {
      tally.endSecond();
      nextSecond += Tally.NANOS_PER_SECOND;
      boolean calm = now > scenario.recovery().toNanos() && tally.isSettled();
      calmSeconds = calm ? calmSeconds + 1 : 0;
      watchEndedIt = !watch.goOn(now, end);
      stopped = watchEndedIt || calmSeconds == CALM_SECONDS;
    }
    stopped = stopped || now == end;
    if (!stopped) {
      timeline.take(now);
    }
  }

  private void recover() {
    int down = 0;
    for (int device = 0; device < devices; device++) {
      if (!cells.has(device, Note.UP)) {
        cells.note(device, Note.AWAITED, true);
        down++;
      }
    }
    tally.awaits(down);
  }

  private StormResult result(long now) {
    if (now % Tally.NANOS_PER_SECOND != 0) {
      tally.endSecond();
    }
    int attemptsMax = 0;
    long underWay = 0;
    for (int device = 0; device < devices; device++) {
      attemptsMax = Math.max(attemptsMax, cells.attempt(device) - attemptsBefore);
      Link link = cells.link(device);
      if (link != Link.NONE && link != Link.OPEN && link != Link.CLOSING && link != Link.ORPHAN) {
        underWay++;
      }
    }
    double bytesPerDevice = (double) (cells.bytes() + queue.bytes()) / devices;
    return new StormResult(
        policy,
        scenario.name(),
        scenario.seed(),
        devices,
        !watchEndedIt,
        Duration.ofNanos(now),
        scenario.recovery(),
        tally.seconds(),
        tally.peaks(),
        tally.back(),
        downtime(now),
        tally.attempts(),
        tally.attemptsDuringFaults(),
        tally.attempts() - tally.rises(),
        attemptsMax,
        tally.shareAtCap(),
        tally.gaveUpCount(),
        new Cost(tally.events(), Duration.ZERO, Duration.ZERO, bytesPerDevice),
        new Ledger(
            tally.acceptedCount(),
            tally.refusedCount(),
            tally.timedOutCount(),
            underWay,
            tally.linksLost(),
            wire.door().handshakesMax(),
            wire.door().connectionsMax(),
            wire.door().queuedMax()));
  }

  private Downtime downtime(long now) {
    long[] times = cells.downtimes(now);
    Arrays.sort(times);
    return new Downtime(
        Duration.ofNanos(times[(devices - 1) / 2]),
        Duration.ofNanos(times[(int) ((devices * 99L + 99) / 100) - 1]),
        Duration.ofNanos(times[devices - 1]));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
