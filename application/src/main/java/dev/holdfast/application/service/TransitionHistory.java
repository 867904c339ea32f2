package dev.holdfast.application.service;

import dev.holdfast.application.port.in.ConnectionHistory;
import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.application.port.in.ReviewHistoryUseCase;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remembers the latest transitions of one connection, and passes each on with its time.
 *
 * <p>It is an observer, so it notes a transition when observers are told, a moment after it
 * happened. Told by one thread at a time; any thread may look.
 */
public final class TransitionHistory implements ConnectionObserver, ReviewHistoryUseCase {

  private final String connection;
  private final int most;
  private final Clock clock;
  private final WallClock wallClock;
  private final Consumer<PastTransition> follower;

  /** Replaced as a whole, so that whoever looks sees one moment. */
  private volatile Past past;

  private record Past(List<PastTransition> latest, long count, long changedNanos) {}

  /**
   * Creates an empty history.
   *
   * @param connection whose; transitions of others are not for it
   * @param most how many transitions are kept, at least 1
   * @param clock measures how long a state lasted
   * @param wallClock says when a transition was
   * @param follower told of each transition after it was noted; must not block
   */
  public TransitionHistory(
      String connection,
      int most,
      Clock clock,
      WallClock wallClock,
      Consumer<PastTransition> follower) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1 but was " + most);
    }
    this.connection = connection;
    this.most = most;
    this.clock = clock;
    this.wallClock = wallClock;
    this.follower = follower;
    this.past = new Past(List.of(), 0, clock.nanoTime());
  }

  @Override
  public void onTransition(String whose, Transition transition) {
    if (!whose.equals(connection)) {
      return;
    }
    Past before = past;
    long now = clock.nanoTime();
    PastTransition noted =
        new PastTransition(
            connection,
            before.count() + 1,
            Instant.ofEpochMilli(wallClock.millis()),
            Duration.ofNanos(now - before.changedNanos()),
            transition);
    List<PastTransition> latest = new ArrayList<>(before.latest());
    latest.add(noted);
    past =
        new Past(
            List.copyOf(latest.subList(Math.max(0, latest.size() - most), latest.size())),
            noted.number(),
            now);
    follower.accept(noted);
  }

  @Override
  public ConnectionHistory history() {
    Past seen = past;
    return new ConnectionHistory(
        seen.latest(),
        seen.count() - seen.latest().size(),
        Duration.ofNanos(Math.max(0, clock.nanoTime() - seen.changedNanos())));
  }
}
