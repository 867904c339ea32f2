package dev.holdfast.adapter.simulation.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one policy did to a gateway in one scenario. All times count from the moment at which the
 * first fault strikes, second 0.
 *
 * @param policy the policy
 * @param scenario the scenario's name
 * @param seed what decided all draws
 * @param devices how many connections
 * @param complete whether it was simulated to its end
 * @param simulated how long it was, from second 0
 * @param recovery when the last fault was over and the gateway could be reached again
 * @param seconds what happened second by second
 * @param peaks the largest numbers of attempts that began within one second
 * @param back how long after {@code recovery} devices that were down then were up again
 * @param downtime how long devices were down in total
 * @param attempts attempts that began
 * @param attemptsDuringFaults those of them that began before {@code recovery}
 * @param wastedAttempts those that did not bring a device up
 * @param attemptsMax most attempts of any one device
 * @param shareAtCap share of the delays between attempts that were exactly the policy's cap, in [0,
 *     1]
 * @param gaveUp devices that stopped trying for ever
 * @param cost what the simulation took
 * @param ledger where the attempts went, and what the gateway held at most
 */
public record StormResult(
    FleetPolicy policy,
    String scenario,
    long seed,
    int devices,
    boolean complete,
    Duration simulated,
    Duration recovery,
    List<Second> seconds,
    Peaks peaks,
    Back back,
    Downtime downtime,
    long attempts,
    long attemptsDuringFaults,
    long wastedAttempts,
    int attemptsMax,
    double shareAtCap,
    int gaveUp,
    Cost cost,
    Ledger ledger) {

  /** Copies the list. */
  public StormResult {
    seconds = List.copyOf(seconds);
  }

  /** The same without a ledger. */
  public StormResult(
      FleetPolicy policy,
      String scenario,
      long seed,
      int devices,
      boolean complete,
      Duration simulated,
      Duration recovery,
      List<Second> seconds,
      Peaks peaks,
      Back back,
      Downtime downtime,
      long attempts,
      long attemptsDuringFaults,
      long wastedAttempts,
      int attemptsMax,
      double shareAtCap,
      int gaveUp,
      Cost cost) {
    this(
        policy,
        scenario,
        seed,
        devices,
        complete,
        simulated,
        recovery,
        seconds,
        peaks,
        back,
        downtime,
        attempts,
        attemptsDuringFaults,
        wastedAttempts,
        attemptsMax,
        shareAtCap,
        gaveUp,
        cost,
        Ledger.EMPTY);
  }

  /** The same at another cost. */
  StormResult costing(Cost value) {
    return new StormResult(
        policy,
        scenario,
        seed,
        devices,
        complete,
        simulated,
        recovery,
        seconds,
        peaks,
        back,
        downtime,
        attempts,
        attemptsDuringFaults,
        wastedAttempts,
        attemptsMax,
        shareAtCap,
        gaveUp,
        value,
        ledger);
  }

  /**
   * Attempts on average for each device: those that began before {@code recovery}; all of them if
   * the gateway could be reached from the start, as in a cold start.
   */
  public double attemptsPerDevice() {
    return (double) (reachableFromTheStart() ? attempts : attemptsDuringFaults) / devices;
  }

  /** Whether recovery is second 0. */
  public boolean reachableFromTheStart() {
    return recovery.isZero();
  }

  /**
   * One second of it.
   *
   * @param attempts attempts that began
   * @param accepted attempts that the gateway let in
   * @param refused attempts that the gateway turned down
   * @param up devices that were up at its end
   */
  public record Second(int attempts, int accepted, int refused, int up) {}

  /**
   * The largest numbers of attempts that began within one second.
   *
   * @param first in the first ten seconds
   * @param during after that, before recovery
   * @param recovery from recovery on
   */
  public record Peaks(int first, int during, int recovery) {

    /** The largest of all. */
    public int all() {
      return Math.max(first, Math.max(during, recovery));
    }
  }

  /**
   * How long it took until a share of the devices were up again; empty for never within the time
   * that was simulated.
   *
   * @param half 50 %
   * @param most 90 %
   * @param nearlyAll 99 %
   * @param all 100 %
   */
  public record Back(
      Optional<Duration> half,
      Optional<Duration> most,
      Optional<Duration> nearlyAll,
      Optional<Duration> all) {}

  /**
   * How long devices were down, from second 0 to the end.
   *
   * @param median of all devices
   * @param nearlyAll 99 % of the devices were down for no longer
   * @param longest of all
   */
  public record Downtime(Duration median, Duration nearlyAll, Duration longest) {}

  /**
   * What the simulation took.
   *
   * @param events handed to machines
   * @param wall elapsed time
   * @param cpu processor time of the simulating thread
   * @param bytesPerDevice memory held for each connection, in bytes
   */
  public record Cost(long events, Duration wall, Duration cpu, double bytesPerDevice) {}

  /**
   * Where the attempts went, and what the gateway held at most. Every attempt was accepted, refused
   * or timed out, or is still under way.
   *
   * @param accepted attempts that the gateway let in
   * @param refused attempts that it turned down, or that were reset
   * @param timedOut attempts that the device gave up
   * @param underWay attempts under way at the end
   * @param linksLost open links that ended, other than by a planned rotation
   * @param handshakesMax most handshakes under way at the same time
   * @param connectionsMax most links at the same time, those under way included
   * @param queuedMax most attempts in the gateway's queue
   */
  public record Ledger(
      long accepted,
      long refused,
      long timedOut,
      long underWay,
      long linksLost,
      int handshakesMax,
      int connectionsMax,
      int queuedMax) {

    /** Nothing is known. */
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
