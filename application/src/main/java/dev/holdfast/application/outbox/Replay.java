package dev.holdfast.application.outbox;

import dev.holdfast.domain.replay.ReplayPace;
import dev.holdfast.domain.replay.ReplayPolicy;
import dev.holdfast.domain.time.Clock;
import java.util.random.RandomGenerator;

/** The pace of one connection for what has waited for its link. Loop thread only. */
final class Replay {

  private final ReplayPace pace;
  private final Clock clock;
  private final RandomGenerator random;

  Replay(ReplayPolicy policy, Clock clock, RandomGenerator random) {
    this.pace = new ReplayPace(policy, clock.nanoTime());
    this.clock = clock;
    this.random = random;
  }

  void restart() {
    pace.restart(clock.nanoTime());
  }

  boolean mayGo() {
    return pace.nanosUntilNext(clock.nanoTime()) <= 0;
  }

  void went() {
    pace.went(clock.nanoTime(), random.nextDouble());
  }

  long nanosUntilNext(long now) {
    return pace.nanosUntilNext(now);
  }
}
