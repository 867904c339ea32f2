package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of connections: how long they are in which state, what ends and prevents links, how
 * long it takes until they are up again. All connections together, because each of them would need
 * dozens of series. Told by one thread at a time.
 */
final class LifeMeters implements ConnectionObserver {

  /** Of connections that are removed while they are down; more than a daemon can have. */
  private static final int REMEMBERED_MOST = 20_000;

  private static final Duration[] OUTAGES = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1)
  };

  private static final Duration[] CONNECTING = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private static final Duration[] ROUND_TRIPS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Clock clock;
  private final Predicate<String> isUp;
  private final Timer recovery;
  private final Timer connecting;
  private final Timer roundTrip;

  /** When each came into its state, and when it was lost: as far as it is not up again. */
  private final Map<String, Long> changed = new LinkedHashMap<>();

  private final Map<String, Long> lost = new LinkedHashMap<>();
  private final Map<String, Long> dialled = new LinkedHashMap<>();

  /**
   * Without a story so far.
   *
   * @param isUp whether a connection is of use now, by its id
   */
  LifeMeters(MeterRegistry registry, Clock clock, Predicate<String> isUp) {
    this.registry = registry;
    this.clock = clock;
    this.isUp = isUp;
    this.recovery = timer("recovery", "From losing a connection until it is up again", OUTAGES);
    this.connecting = timer("connecting", "From dialling until it is up", CONNECTING);
    this.roundTrip = timer("heartbeat.round.trip", "From a heartbeat to its answer", ROUND_TRIPS);
  }

  private Timer timer(String name, String help, Duration... buckets) {
    return Timer.builder("holdfast." + name)
        .description(help)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  @Override
  public void onTransition(String connection, Transition transition) {
    long now = clock.nanoTime();
    countState(connection, transition.from(), now);
    boolean wasOpen = isOpen(transition.from());
    if (wasOpen && !isOpen(transition.to())) {
      count("disconnects", "Links that ended, by cause", transition);
      remember(lost, connection, now);
    } else if (transition.from() == ConnectionState.CONNECTING
        && transition.to() == ConnectionState.CLOSED) {
      count("attempts.failed", "Attempts that did not come to a link, by cause", transition);
    }
    if (transition.to() == ConnectionState.CONNECTING) {
      remember(dialled, connection, now);
    } else if (isOpen(transition.to()) && isUp.test(connection)) {
      record(connecting, dialled.remove(connection), now);
      record(recovery, lost.remove(connection), now);
    }
  }

  @Override
  public void onRoundTrip(String connection, Duration time) {
    roundTrip.record(time);
  }

  private static boolean isOpen(ConnectionState state) {
    return state == ConnectionState.CONNECTED || state == ConnectionState.AUTHENTICATED;
  }

  private void countState(String connection, ConnectionState from, long now) {
    Long since = changed.get(connection);
    if (since != null) {
      Counter.builder("holdfast.state")
          .baseUnit("seconds")
          .description("Time that connections have spent in each state")
          .tag("state", from.name())
          .register(registry)
          .increment((now - since) / 1e9);
    }
    remember(changed, connection, now);
  }

  private void count(String name, String help, Transition transition) {
    Counter.builder("holdfast." + name)
        .description(help)
        .tag("cause", transition.cause().kind().id())
        .register(registry)
        .increment();
  }

  private static void remember(Map<String, Long> memory, String connection, long now) {
    if (memory.size() < REMEMBERED_MOST || memory.containsKey(connection)) {
      memory.put(connection, now);
    }
  }

  private static void record(Timer timer, @Nullable Long since, long now) {
    if (since != null) {
      timer.record(Duration.ofNanos(now - since));
    }
  }
}
