package dev.holdfast.application.notify;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections as a test wants them, and the time of day. */
final class Fleet {

  private final Map<String, Made> all = new LinkedHashMap<>();
  private long nowMillis = Instant.parse("2026-11-26T12:31:05Z").toEpochMilli();

  /** One connection, and since when it is up or not. */
  private record Made(
      ConnectionState state,
      boolean up,
      long sinceMillis,
      long attempt,
      Optional<Transition> transition) {}

  long nowMillis() {
    return nowMillis;
  }

  void pass(Duration time) {
    nowMillis += time.toMillis();
  }

  List<ConnectionStatus> all() {
    return all.entrySet().stream().map(it -> status(it.getKey(), it.getValue())).toList();
  }

  void notBegun(String id) {
    set(id, ConnectionState.DISCONNECTED, false, 0, Optional.empty());
  }

  void up(String id) {
    set(id, ConnectionState.CONNECTED, true, 1, Optional.empty());
  }

  void waits(String id, long attempt, Cause cause, Duration delay) {
    set(
        id,
        ConnectionState.DISCONNECTED,
        false,
        attempt,
        Optional.of(
            new Transition(
                ConnectionState.CLOSED,
                ConnectionState.DISCONNECTED,
                cause,
                attempt,
                new Next.Retry(delay.toNanos(), 1, false))));
  }

  void tries(String id, long attempt, Cause cause) {
    set(
        id,
        ConnectionState.CONNECTING,
        false,
        attempt,
        Optional.of(
            new Transition(
                ConnectionState.DISCONNECTED,
                ConnectionState.CONNECTING,
                cause,
                attempt,
                Next.OPEN_ENDED)));
  }

  void stopped(String id, Cause cause, StopReason reason) {
    set(
        id,
        ConnectionState.CLOSED,
        false,
        1,
        Optional.of(
            new Transition(
                ConnectionState.CONNECTED,
                ConnectionState.CLOSED,
                cause,
                1,
                new Next.Stop(reason))));
  }

  private void set(
      String id, ConnectionState state, boolean up, long attempt, Optional<Transition> last) {
    Made before = all.get(id);
    long since = before != null && before.up() == up ? before.sinceMillis() : nowMillis;
    all.put(id, new Made(state, up, since, attempt, last));
  }

  private ConnectionStatus status(String id, Made made) {
    return new ConnectionStatus(
        id,
        made.state(),
        made.up(),
        Duration.ofMillis(nowMillis - made.sinceMillis()),
        made.attempt(),
        0,
        0,
        0,
        new ConnectionStatus.Runs(0, 0, 0),
        made.transition(),
        Optional.empty(),
        new ConnectionStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
