package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All connections together: asked again when what is known is older than a moment, however many
 * meters are read. Sums never go down, also when a connection is removed or begins anew. Any
 * thread, one at a time.
 */
final class Fleet {

  private static final Duration FRESH = Duration.ofMillis(500);

  private final Supplier<FindConnectionsUseCase> connections;
  private final Clock clock;
  private final Map<Count, Long> sums = new EnumMap<>(Count.class);
  private final Map<Reasoned, Map<String, Long>> byReason = new EnumMap<>(Reasoned.class);
  private final Map<ConnectionState, Integer> states = new EnumMap<>(ConnectionState.class);
  private Map<String, ConnectionStatus> latest = new TreeMap<>();
  private List<Member> members = List.of();
  private int up;
  private int requiredDown;
  private long queued;
  private long readNanos;
  private boolean read;

  /**
   * One connection.
   *
   * @param status how it is
   * @param inState for how long
   */
  record Member(ConnectionStatus status, Duration inState) {}

  Fleet(Supplier<FindConnectionsUseCase> connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  synchronized long sum(Count count) {
    refresh();
    return sums.getOrDefault(count, 0L);
  }

  synchronized long sum(Reasoned kind, String reason) {
    refresh();
    return byReason.getOrDefault(kind, Map.of()).getOrDefault(reason, 0L);
  }

  /** The reasons that were seen so far. */
  synchronized List<String> reasons(Reasoned kind) {
    refresh();
    return List.copyOf(byReason.getOrDefault(kind, Map.of()).keySet());
  }

  synchronized int in(ConnectionState state) {
    refresh();
    return states.getOrDefault(state, 0);
  }

  synchronized int up() {
    refresh();
    return up;
  }

  synchronized int requiredDown() {
    refresh();
    return requiredDown;
  }

  synchronized long queued() {
    refresh();
    return queued;
  }

  synchronized List<Member> members() {
    refresh();
    return members;
  }

  private void refresh() {
    long now = clock.nanoTime();
    if (read && now - readNanos < FRESH.toNanos()) {
      return;
    }
    read = true;
    readNanos = now;
    states.clear();
    up = 0;
    requiredDown = 0;
    queued = 0;
    List<Member> there = new ArrayList<>();
    Map<String, ConnectionStatus> before = latest;
    latest = new TreeMap<>();
    FindConnectionsUseCase all = connections.get();
    for (String id : all.ids()) {
      Optional<ConnectionUseCases> found = all.find(id);
      if (found.isPresent()) {
        take(found.get(), Optional.ofNullable(before.get(id)), there);
      }
    }
    members = there;
  }

  private void take(
      ConnectionUseCases connection, Optional<ConnectionStatus> before, List<Member> there) {
    ConnectionStatus now = connection.observe().status();
    latest.put(now.connection(), now);
    there.add(new Member(now, connection.history().history().sinceLatest()));
    states.merge(now.state(), 1, Integer::sum);
    up += now.up() ? 1 : 0;
    requiredDown += connection.required() && !now.up() ? 1 : 0;
    queued += now.queued();
    for (Count count : Count.values()) {
      sums.merge(count, grown(before.map(count::of).orElse(0L), count.of(now)), Long::sum);
    }
    for (Reasoned kind : Reasoned.values()) {
      Map<String, Long> earlier = before.map(kind::of).orElse(Map.of());
      Map<String, Long> sum = byReason.computeIfAbsent(kind, unused -> new TreeMap<>());
      kind.of(now)
          .forEach(
              (reason, count) ->
                  sum.merge(reason, grown(earlier.getOrDefault(reason, 0L), count), Long::sum));
    }
  }

  /** What has come since; a count that is smaller than before began anew. */
  private static long grown(long before, long now) {
    return now >= before ? now - before : now;
  }
}
