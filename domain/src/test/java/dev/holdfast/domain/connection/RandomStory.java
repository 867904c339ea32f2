package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A story without any sense, drawn from a seed: events in any order, about any attempt, at any
 * time, timers early, late and spurious, under any policy. The invariants watch every step.
 */
final class RandomStory {

  private static final CauseKind[] ENDINGS =
      Stream.of(CauseKind.values()).filter(CauseKind::ending).toArray(CauseKind[]::new);
  private static final int[] CLOSE_CODES = {1000, 1001, 1005, 1008, 1011, 1012, 1013, 3000, 4000};
  private static final int[] STATUSES = {200, 302, 401, 403, 404, 429, 500, 503};
  private static final Duration[] WISHES = {
    Duration.ZERO,
    Duration.ofMillis(1),
    Duration.ofSeconds(90),
    Duration.ofHours(1),
    Duration.ofSeconds(Long.MAX_VALUE)
  };

  private final SplittableRandom random;
  private final ManualClock clock;
  private final ConnectionMachine machine;
  private final Invariants invariants;
  private final Consumer<ConnectionMachine> betweenEvents;

  RandomStory(long seed, Effects effects) {
    this(seed, effects, machine -> {});
  }

  /** A story in which something is done with the machine after every event. */
  RandomStory(long seed, Effects effects, Consumer<ConnectionMachine> betweenEvents) {
    this.betweenEvents = betweenEvents;
    random = new SplittableRandom(seed);
    ConnectionPolicy policy = RandomPolicy.draw(random);
    long origin =
        random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(1_000_000_000) : random.nextLong();
    clock = new ManualClock(origin);
    machine = new ConnectionMachine(policy, random.split(), origin);
    invariants = new Invariants(policy, machine, effects);
  }

  /** Tells the story, as long as no invariant is broken. */
  void tell(int events) {
    for (int i = 0; i < events; i++) {
      boolean atDeadline = passTime();
      Event event = atDeadline && random.nextInt(4) != 0 ? Event.DEADLINE_REACHED : draw();
      long now = clock.nanoTime();
      invariants.before(event, now);
      machine.handle(event, now, invariants);
      invariants.after(event, now);
      betweenEvents.accept(machine);
    }
  }

  /** Moves the clock; returns whether it stands at a deadline or beyond. */
  private boolean passTime() {
    long now = clock.nanoTime();
    long toDeadline = machine.hasDeadline() ? machine.nextDeadlineNanos() - now : 0;
    long step =
        switch (random.nextInt(10)) {
          case 0, 1 -> 0;
          case 2, 3 -> random.nextLong(1_000_000_000L);
          case 4, 5, 6 -> toDeadline;
          case 7 -> toDeadline - 1;
          case 8 -> toDeadline + random.nextLong(2_000_000_000L);
          default -> random.nextLong(600_000_000_000L);
        };
    clock.advanceNanos(Math.max(0, step));
    return machine.hasDeadline() && clock.nanoTime() - machine.nextDeadlineNanos() >= 0;
  }

  private Event draw() {
    return switch (random.nextInt(40)) {
      case 0, 1, 2, 3 -> Event.CONNECT;
      case 4 -> new Event.Disconnect(Cause.of(CauseKind.DISCONNECT_REQUESTED));
      case 5 -> new Event.Disconnect(Cause.of(CauseKind.SHUTDOWN));
      case 6, 7 -> Event.RECONNECT_NOW;
      case 8, 9, 10, 11, 12, 13, 14, 15 -> new Event.HandshakeCompleted(attempt());
      case 16, 17, 18, 19, 20 -> new Event.LoginAccepted(attempt());
      case 21, 22, 23, 24 -> new Event.FrameReceived(attempt());
      case 25, 26, 27, 28, 29 -> new Event.HeartbeatWritten(attempt());
      case 30, 31 -> new Event.GivenUp(attempt(), cause());
      case 32, 33, 34 -> new Event.Ended(attempt(), cause());
      default -> Event.DEADLINE_REACHED;
    };
  }

  private long attempt() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> machine.attempt() - 1;
      case 2 -> machine.attempt() + 1;
      case 3 -> 0;
      default -> machine.attempt();
    };
  }

  private Cause cause() {
    CauseKind kind = ENDINGS[random.nextInt(ENDINGS.length)];
    Optional<Duration> wish =
        random.nextBoolean()
            ? Optional.of(WISHES[random.nextInt(WISHES.length)])
            : Optional.empty();
    return switch (kind) {
      case CLOSED_BY_GATEWAY ->
          new Cause(kind, CLOSE_CODES[random.nextInt(CLOSE_CODES.length)], "", wish);
      case HANDSHAKE_REJECTED ->
          Cause.handshakeRejected(STATUSES[random.nextInt(STATUSES.length)], "", wish);
      default -> Cause.of(kind);
    };
  }
}
