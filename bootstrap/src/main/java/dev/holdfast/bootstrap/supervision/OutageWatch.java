package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.alert.Outages;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.Alert;
import dev.holdfast.application.port.out.AlertTarget;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for outages once a second, and has them told. */
public final class OutageWatch {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.alerts");

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Supplier<List<SupervisedConnection>> all;
  private final Outages outages;
  private final AlertTarget target;
  private final Clock clock;
  private final Later later;

  /** Guarded by this, like what was seen. */
  private boolean ended;

  /**
   * One that has not begun.
   *
   * @param all the connections there are; never waits
   * @param outages decides what is to be told
   * @param target is told
   * @param clock the monotonic clock
   * @param later runs a look after a while; never on a loop
   */
  public OutageWatch(
      Supplier<List<SupervisedConnection>> all,
      Outages outages,
      AlertTarget target,
      Clock clock,
      Later later) {
    this.all = all;
    this.outages = outages;
    this.target = target;
    this.clock = clock;
    this.later = later;
  }

  /** Begins. Once. */
  public void start() {
    later.run(this::look, EVERY);
  }

  /**
   * Looks for the last time, and gives what is to be told the time to get out. Blocks.
   *
   * @param within how long at most
   */
  public synchronized void end(Duration within) {
    ended = true;
    List<Alert> last = outages.lastLook(states(), clock.nanoTime());
    last.forEach(target::tell);
    if (!last.isEmpty()) {
      target.settle(within);
    }
  }

  private List<ConnectionStatus> states() {
    return all.get().stream().map(SupervisedConnection::status).toList();
  }

  private synchronized void look() {
    if (ended) {
      return;
    }
    try {
      outages.look(states(), clock.nanoTime()).forEach(target::tell);
    } catch (RuntimeException e) {
      LOG.error("Internal error while looking for outages", e);
    } finally {
      later.run(this::look, EVERY);
    }
  }
}
