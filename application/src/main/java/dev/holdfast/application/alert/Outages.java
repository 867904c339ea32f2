package dev.holdfast.application.alert;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.Alert;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells when connections have been down for too long, once for each outage, and when they are up
 * again. Those that go down or come up together are told together: a gateway that restarts is one
 * alert, however many connections it had.
 *
 * <p>A connection that was disconnected by its user is not down, one that nobody has asked for yet
 * neither. One that has stopped for good is told without waiting. For one thread at a time.
 */
public final class Outages {

  /** So many are named; the others are counted. */
  static final int NAMED_MOST = 50;

  private final Duration after;
  private final Duration gather;
  private Map<String, Outage> outages = new LinkedHashMap<>();
  private final Batch down = new Batch();
  private final Batch up = new Batch();

  /** One connection that is down. */
  private static final class Outage {

    private final long sinceNanos;
    private boolean told;

    Outage(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /** What is to be told, when others had the time to join. */
  private static final class Batch {

    private final Map<String, Alert.Entry> entries = new LinkedHashMap<>();
    private long firstNanos;

    void add(Alert.Entry entry, long now) {
      if (entries.isEmpty()) {
        firstNanos = now;
      }
      entries.put(entry.connection(), entry);
    }

    boolean isDue(long now, Duration gather) {
      return !entries.isEmpty() && now - firstNanos >= gather.toNanos();
    }

    Alert take(Alert.Kind kind) {
      List<Alert.Entry> all = List.copyOf(entries.values());
      entries.clear();
      return new Alert(kind, all.subList(0, Math.min(NAMED_MOST, all.size())), all.size());
    }
  }

  /**
   * Nothing is down yet.
   *
   * @param after how long a connection may be down until somebody is told; above zero
   * @param gather how long others may join an alert before it is told; zero or more
   */
  public Outages(Duration after, Duration gather) {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("after must be above zero but was " + after);
    }
    this.after = after;
    this.gather = gather;
  }

  /**
   * Looks at all connections.
   *
   * @param all how they are
   * @param now the present reading of the monotonic clock
   * @return what is to be told now: an alert of each kind at most
   */
  public List<Alert> look(List<ConnectionStatus> all, long now) {
    Map<String, Outage> still = new LinkedHashMap<>();
    for (ConnectionStatus status : all) {
      Outage before = outages.get(status.connection());
      if (status.up()) {
        cameUp(status, before, now);
      } else if (!rests(status)) {
        Outage outage = before == null ? new Outage(now) : before;
        still.put(status.connection(), outage);
        isDown(status, outage, now);
      } else {
        down.entries.remove(status.connection());
      }
    }
    // Who is gone is no longer down, and nobody waits for it to come up.
    Set<String> there = new LinkedHashSet<>();
    all.forEach(status -> there.add(status.connection()));
    down.entries.keySet().retainAll(there);
    up.entries.keySet().retainAll(there);
    outages = still;
    List<Alert> alerts = new ArrayList<>(0);
    if (down.isDue(now, gather)) {
      alerts.add(down.take(Alert.Kind.DOWN));
    }
    if (up.isDue(now, gather)) {
      alerts.add(up.take(Alert.Kind.UP));
    }
    return alerts;
  }

  /**
   * Looks for the last time, because the process ends: nobody can join an alert any more.
   *
   * @return what is to be told now
   */
  public List<Alert> lastLook(List<ConnectionStatus> all, long now) {
    List<Alert> alerts = new ArrayList<>(look(all, now));
    if (!down.entries.isEmpty()) {
      alerts.add(down.take(Alert.Kind.DOWN));
    }
    if (!up.entries.isEmpty()) {
      alerts.add(up.take(Alert.Kind.UP));
    }
    return alerts;
  }

  private void cameUp(ConnectionStatus status, @Nullable Outage before, long now) {
    if (before == null || !before.told) {
      return;
    }
    // What was not told yet needs no second word.
    if (down.entries.remove(status.connection()) == null) {
      up.add(entry(status, before, now), now);
    }
  }

  private void isDown(ConnectionStatus status, Outage outage, long now) {
    boolean tooLong = now - outage.sinceNanos >= after.toNanos();
    if (!outage.told && (tooLong || stoppedForGood(status))) {
      outage.told = true;
      if (up.entries.remove(status.connection()) == null) {
        down.add(entry(status, outage, now), now);
      }
    }
  }

  private static Alert.Entry entry(ConnectionStatus status, Outage outage, long now) {
    Optional<Cause> cause = status.lastTransition().map(Transition::cause);
    return new Alert.Entry(
        status.connection(),
        Duration.ofNanos(now - outage.sinceNanos),
        cause.map(its -> its.kind().id()).orElse(""),
        cause.map(Cause::headline).orElse(""),
        !stoppedForGood(status));
  }

  /** Nobody wants it: not yet, or not any more. */
  private static boolean rests(ConnectionStatus status) {
    return status.lastTransition().isEmpty()
        ? status.attempt() == 0
        : reason(status).filter(Outages::wasAsked).isPresent();
  }

  private static boolean stoppedForGood(ConnectionStatus status) {
    return reason(status).filter(reason -> !wasAsked(reason)).isPresent();
  }

  private static boolean wasAsked(StopReason reason) {
    return reason == StopReason.AS_ASKED || reason == StopReason.FORCED;
  }

  private static Optional<StopReason> reason(ConnectionStatus status) {
    return status
        .lastTransition()
        .map(Transition::next)
        .flatMap(
            next -> next instanceof Next.Stop stop ? Optional.of(stop.reason()) : Optional.empty());
  }
}
