package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxListener.GivenUp;
import dev.holdfast.application.outbox.OutboxSettings.Overflow;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in-first-out queue in memory, of messages that need no acknowledgement: accepted
 * at once, and done with when they were written.
 *
 * <p>{@link #offer} is for any thread; everything else is for the loop.
 */
final class MemoryLane implements Channel {

  private record Accepted(OutboundMessage message, long session, long acceptedNanos) {}

  private static final long NEVER_EXPIRES = Long.MAX_VALUE;

  private final int index;
  private final boolean sendsAgain;
  private final boolean dropsOldest;
  private final long maxAgeNanos;
  private final Clock clock;
  private final Replay replay;
  private final OutboxListener listener;
  private final Room room;
  private final Queue<Accepted> offered = new ConcurrentLinkedQueue<>();
  private final Deque<Accepted> returned = new ArrayDeque<>(0);
  private final Deque<Accepted> onTheWay = new ArrayDeque<>(0);
  private long session;
  private int backlog;
  private boolean paced;

  /**
   * An empty one.
   *
   * @param index which lane it is
   * @param of at-least-once: what was on its way is sent again; best-effort: it is not
   */
  MemoryLane(
      int index,
      MessageClass of,
      OutboxSettings settings,
      Clock clock,
      Replay replay,
      OutboxListener listener) {
    boolean bestEffort = of == MessageClass.BEST_EFFORT;
    this.index = index;
    this.sendsAgain = !bestEffort;
    this.dropsOldest = bestEffort && settings.bestEffortOverflow() == Overflow.DROP_OLDEST;
    this.maxAgeNanos = settings.maxAge().map(Duration::toNanos).orElse(NEVER_EXPIRES);
    this.clock = clock;
    this.replay = replay;
    this.listener = listener;
    this.room = new Room(bestEffort ? settings.bestEffort() : settings.atLeastOnce());
  }

  /**
   * Accepts or refuses. Any thread.
   *
   * @param message what is to be sent
   * @param boundTo the session that it is for; {@link Outbox#NO_SESSION} if any will do
   */
  SendResult offer(OutboundMessage message, long boundTo) {
    SendResult result = room.take(message.size());
    while (result == SendResult.OUTBOX_FULL && dropsOldest) {
      Accepted oldest = offered.poll();
      if (oldest == null) {
        break;
      }
      drop(oldest, GivenUp.DISPLACED);
      result = room.take(message.size());
    }
    if (result == SendResult.ACCEPTED) {
      long now = maxAgeNanos == NEVER_EXPIRES ? 0 : clock.nanoTime();
      offered.add(new Accepted(message, boundTo, now));
    }
    return result;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void up(long newSession, boolean isNew) {
    session = newSession;
    backlog = isNew ? room.taken() : 0;
  }

  @Override
  public int pump(Outlet outlet, int max) {
    paced = false;
    int sent = 0;
    while (sent < max && outlet.isWritable()) {
      if (backlog > 0 && !replay.mayGo()) {
        paced = true;
        break;
      }
      Accepted next = next();
      if (next == null) {
        break;
      }
      onTheWay.add(next);
      outlet.write(next.message(), this);
      sent++;
    }
    return sent;
  }

  /** The next message that is still of use; null if none waits. */
  private @Nullable Accepted next() {
    for (Accepted next = poll(); next != null; next = poll()) {
      if (next.session() != Outbox.NO_SESSION && next.session() != session) {
        drop(next, GivenUp.SESSION_GONE);
      } else if (maxAgeNanos != NEVER_EXPIRES
          && clock.nanoTime() - next.acceptedNanos() > maxAgeNanos) {
        drop(next, GivenUp.EXPIRED);
      } else {
        if (backlog > 0) {
          backlog--;
          replay.went();
        }
        return next;
      }
      backlog = Math.max(0, backlog - 1);
    }
    backlog = 0;
    return null;
  }

  private @Nullable Accepted poll() {
    return returned.isEmpty() ? offered.poll() : returned.poll();
  }

  @Override
  public void written() {
    room.free(onTheWay.remove().message().size());
  }

  @Override
  public long largestOnTheWay() {
    return onTheWay.stream().mapToLong(accepted -> accepted.message().size()).max().orElse(0);
  }

  @Override
  public int counted() {
    return onTheWay.size() + returned.size();
  }

  @Override
  public void down() {
    int again = 0;
    while (!onTheWay.isEmpty()) {
      Accepted last = onTheWay.removeLast();
      if (!sendsAgain) {
        drop(last, GivenUp.LOST);
      } else if (last.session() != Outbox.NO_SESSION) {
        drop(last, GivenUp.SESSION_GONE);
      } else {
        returned.addFirst(last);
        again++;
      }
    }
    if (again > 0) {
      listener.sentAgain(again);
    }
    paced = false;
  }

  private void drop(Accepted accepted, GivenUp reason) {
    room.free(accepted.message().size());
    listener.givenUp(reason, 1);
  }

  @Override
  public boolean isWaiting() {
    return paced;
  }

  @Override
  public long nanosUntilDue(long now) {
    return replay.nanosUntilNext(now);
  }

  @Override
  public int depth() {
    return room.taken();
  }

  @Override
  public int unsettled() {
    return room.taken();
  }
}
