package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.notify.ServiceReports;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a service manager told of the milestones at once, how the connections are every few seconds,
 * and that the process lives as often as it wants to hear it.
 */
public final class ServiceWatch implements Milestones {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.service");

  /** More often nobody reads it. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(3);

  /** More often is not pinged, whatever is asked for: it is a second's hundredth. */
  static final Duration PING_LEAST = Duration.ofMillis(10);

  /**
   * What it looks at, and how.
   *
   * @param all the connections there are; never waits
   * @param health says how the process is
   * @param wallClock for people
   * @param clock the monotonic clock of the machine, CLOCK_MONOTONIC on Linux
   * @param later runs a look after a while; never on a loop
   */
  public record Surroundings(
      Supplier<List<SupervisedConnection>> all,
      HealthUseCase health,
      WallClock wallClock,
      Clock clock,
      Later later) {}

  private final ServiceReports reports;
  private final Optional<Duration> pingEvery;
  private final Surroundings surroundings;

  /** Guarded by this, like the reports. */
  private boolean begun;

  /**
   * One that has told nothing.
   *
   * @param reports decides what is told
   * @param watchdog how long the service manager waits for a sign of life; empty if it does not
   */
  public ServiceWatch(
      ServiceReports reports, Optional<Duration> watchdog, Surroundings surroundings) {
    this.reports = reports;
    this.pingEvery = watchdog.map(ServiceWatch::half);
    this.surroundings = surroundings;
  }

  private static Duration half(Duration watchdog) {
    Duration half = watchdog.dividedBy(2);
    return half.compareTo(PING_LEAST) < 0 ? PING_LEAST : half;
  }

  @Override
  public synchronized void started() {
    reports.started(states(), surroundings.wallClock().millis());
    if (!begun) {
      begun = true;
      surroundings.later().run(this::look, LOOK_EVERY);
      pingEvery.ifPresent(every -> ping(every));
    }
  }

  @Override
  public synchronized void reloading() {
    reports.reloading(surroundings.clock().nanoTime());
  }

  @Override
  public synchronized void reloaded(boolean done) {
    reports.reloaded(done, states(), surroundings.wallClock().millis());
  }

  @Override
  public synchronized void stopping(String why) {
    reports.stopping(why);
  }

  private List<ConnectionStatus> states() {
    return surroundings.all().get().stream().map(SupervisedConnection::status).toList();
  }

  private synchronized void look() {
    try {
      reports.look(states(), surroundings.health().health(), surroundings.wallClock().millis());
    } catch (RuntimeException e) {
      LOG.error("Internal error while looking for news for the service manager", e);
    } finally {
      surroundings.later().run(this::look, LOOK_EVERY);
    }
  }

  private synchronized void ping(Duration every) {
    try {
      reports.ping(surroundings.health().health());
    } catch (RuntimeException e) {
      // No sign of life: then the service manager decides.
      LOG.error("Internal error while telling the service manager that this process lives", e);
    } finally {
      surroundings.later().run(() -> ping(every), every);
    }
  }
}
