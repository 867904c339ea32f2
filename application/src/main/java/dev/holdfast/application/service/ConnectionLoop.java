package dev.holdfast.application.service;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.DeadlineKind;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer of one connection: it alone feeds the machine, one event at a time, and keeps
 * its one timer armed.
 *
 * <p>Loop thread only, except {@link #post} and {@link #picture}.
 */
final class ConnectionLoop implements EventFeed {

  /** What others may see of the machine. */
  record Picture(
      ConnectionState state,
      boolean up,
      long attempt,
      int failures,
      boolean stopped,
      Optional<Transition> lastTransition) {}

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.connection");

  private final String id;
  private final ConnectionPorts ports;
  private final ConnectionMachine machine;
  private final EffectExecutor effects;
  private final Outbox outbox;
  private final DeadlineTimer timer;
  private final DeadlineTimer endTimer;
  private Optional<Ending> ending = Optional.empty();
  private boolean shutDown;
  private volatile Picture picture;

  /** How a connection is being ended: why, and the moments that bound it. */
  private record Ending(Cause cause, long drainedByNanos, long goneByNanos, boolean asked) {}

  ConnectionLoop(
      ConnectionSettings settings, ConnectionPorts ports, TrafficCounters counters, Outbox outbox) {
    this.id = settings.id();
    this.ports = ports;
    this.outbox = outbox;
    this.machine =
        new ConnectionMachine(settings.policy(), ports.random(), ports.loop().nanoTime());
    this.effects =
        new EffectExecutor(settings, ports, counters, outbox, this, this::afterTransition);
    this.timer = new DeadlineTimer(ports.loop(), () -> guarded(this::deadlineReached));
    this.endTimer = new DeadlineTimer(ports.loop(), () -> guarded(this::checkEnding));
    this.picture = new Picture(ConnectionState.DISCONNECTED, false, 0, 0, false, Optional.empty());
  }

  Picture picture() {
    return picture;
  }

  void connect() {
    if (shutDown) {
      LOG.warn("{}: not connected again, the process is ending", id);
      return;
    }
    ending = Optional.empty();
    endTimer.cancel();
    feed(Event.CONNECT);
  }

  /** Drains for half of the time if there is something to drain, then closes in the rest. */
  void end(Cause cause, Duration within, boolean forGood) {
    shutDown |= forGood;
    long now = ports.loop().nanoTime();
    long nanos = within.toNanos();
    ending = Optional.of(new Ending(cause, now + nanos / 2, now + nanos, false));
    checkEnding();
  }

  @Override
  public void feed(Event event) {
    machine.handle(event, ports.loop().nanoTime(), effects);
    if (machine.hasDeadline()) {
      timer.arm(machine.nextDeadlineNanos());
    } else {
      timer.cancel();
    }
  }

  @Override
  public void post(Runnable task) {
    ports.loop().execute(() -> guarded(task));
  }

  @Override
  public void pump() {
    if (machine.isUp()) {
      effects.current().pump();
      if (ending.isPresent()) {
        checkEnding();
      }
    }
  }

  private void deadlineReached() {
    if (machine.isUp() && effects.current().readingPaused() && heartbeatIsNext()) {
      // We do not read because the sink is full: the silence is ours, not the gateway's.
      feed(effects.current().frameReceived());
    }
    feed(Event.DEADLINE_REACHED);
  }

  private boolean heartbeatIsNext() {
    DeadlineKind kind = machine.nextDeadlineKind();
    return kind == DeadlineKind.HEARTBEAT_DUE || kind == DeadlineKind.HEARTBEAT_TIMEOUT;
  }

  private void checkEnding() {
    if (ending.isEmpty()) {
      return;
    }
    Ending now = ending.get();
    long nanos = ports.loop().nanoTime();
    boolean drained = !machine.isUp() || outbox.depth() == 0 || nanos - now.drainedByNanos() >= 0;
    if (!now.asked() && !drained) {
      endTimer.arm(now.drainedByNanos());
      return;
    }
    if (!now.asked()) {
      ending = Optional.of(new Ending(now.cause(), now.drainedByNanos(), now.goneByNanos(), true));
      feed(new Event.Disconnect(now.cause()));
    }
    if (machine.state() == ConnectionState.CLOSING) {
      if (nanos - now.goneByNanos() >= 0) {
        feed(new Event.GivenUp(machine.attempt(), now.cause()));
      } else {
        endTimer.arm(now.goneByNanos());
      }
    }
  }

  private void afterTransition(Transition transition) {
    boolean stopped = transition.next() instanceof Next.Stop;
    picture =
        new Picture(
            machine.state(),
            machine.isUp(),
            machine.attempt(),
            machine.failures(),
            stopped,
            Optional.of(transition));
    if (stopped) {
      endTimer.cancel();
      if (outbox.depth() > 0) {
        LOG.warn("{}: stopped with {} accepted messages not sent", id, outbox.depth());
      }
    }
    if (machine.isUp() || ending.isPresent()) {
      // Later, because this is inside the machine.
      post(this::afterMove);
    }
  }

  private void afterMove() {
    pump();
    checkEnding();
  }

  /**
   * The last line of defence: a bug in here must not leave a connection that looks open, nor stop
   * the loop that it shares with others.
   */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("{}: internal error, the link is given up", id, e);
      if (machine.state().hasLink()) {
        feed(
            new Event.GivenUp(
                machine.attempt(),
                Cause.protocolViolation(CloseCode.INTERNAL_ERROR, "internal error")));
      }
    }
  }
}
