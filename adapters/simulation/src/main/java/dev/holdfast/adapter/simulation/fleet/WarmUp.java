package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.fleet.Cells.Link;
import dev.holdfast.adapter.simulation.fleet.Cells.Note;
import dev.holdfast.adapter.simulation.fleet.Cells.Signal;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What came before second 0: every device went up at a time of its own, so that neither heartbeats
 * nor planned rotations are in step; or nobody was switched on yet.
 */
final class WarmUp {

  /** How long before second 0 a machine may begin. */
  static final Duration LONGEST = Duration.ofDays(2 * 365);

  /** Of the maximum lifetime, which is drawn from its last tenth. */
  private static final double LIVED_AT_MOST = 0.9;

  private static final Effects NOBODY_LISTENS =
      new Effects() {
        @Override
        public void dial(long attempt, boolean freshCredentials) {}

        @Override
        public void sendHeartbeat(long attempt) {}

        @Override
        public void startClosing(long attempt, int code, String reason) {}

        @Override
        public void abort(long attempt) {}

        @Override
        public void transitioned(Transition transition) {}

        @Override
        public void ignored(Event event, Reaction why) {
          throw new IllegalStateException("a device on its way up ignored " + event + ": " + why);
        }
      };

  private final ConnectionPolicy policy;
  private final SplittableRandom random;
  private final Cells cells;
  private final int nodes;

  WarmUp(ConnectionPolicy policy, SplittableRandom random, Cells cells, int nodes) {
    this.policy = policy;
    this.random = random;
    this.cells = cells;
    this.nodes = nodes;
  }

  /** Brings a device up; the machine plays it afterwards. */
  void raise(ConnectionMachine machine, int device) {
    long interval = policy.heartbeat().interval().toNanos();
    // Up for so long at most that nobody has begun to rotate.
    long oldest =
        policy
            .maxLifetime()
            .map(longest -> (long) (longest.toNanos() * LIVED_AT_MOST))
            .orElse(interval);
    long quiet = uniform(Math.min(interval, oldest));
    long lived = policy.maxLifetime().isPresent() ? uniform(oldest - quiet) : 0;
    long upAt = -quiet - lived;
    machine.handle(Event.CONNECT, upAt, NOBODY_LISTENS);
    machine.handle(new Event.HandshakeCompleted(1), upAt, NOBODY_LISTENS);
    if (policy.loginRequired()) {
      machine.handle(new Event.LoginAccepted(1), upAt, NOBODY_LISTENS);
    }
    if (upAt != -quiet) {
      machine.handle(new Event.FrameReceived(1), -quiet, NOBODY_LISTENS);
    }
    while (machine.hasDeadline() && machine.nextDeadlineNanos() < 0) {
      long due = Math.max(-quiet, machine.nextDeadlineNanos());
      machine.handle(Event.DEADLINE_REACHED, due, NOBODY_LISTENS);
    }
    cells.save(machine, device);
    cells.link(device, Link.OPEN);
    cells.node(device, device % nodes);
    cells.note(device, Note.UP, true);
  }

  /** Leaves a device off, to be switched on within a time from second 0. */
  void leaveOff(ConnectionMachine machine, int device, long within) {
    cells.save(machine, device);
    cells.signal(device, Signal.SWITCHED_ON, 0, uniform(within));
  }

  private long uniform(long bound) {
    return bound == 0 ? 0 : random.nextLong(bound);
  }
}
