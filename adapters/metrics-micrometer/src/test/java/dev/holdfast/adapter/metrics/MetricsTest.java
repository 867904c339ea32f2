package dev.holdfast.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.ConnectionStatus.Traffic;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page says. */
final class MetricsTest {

  private final FakeFleet fleet = new FakeFleet();
  private final ManualClock clock = new ManualClock(0);
  private final ManualEventLoop loop = new ManualEventLoop();
  private final List<SinkFigures> sinks = new ArrayList<>();
  private Health health = new Health(List.of(), 0, Map.of());
  private final Metrics metrics = metrics(2);

  private Metrics metrics(int most) {
    return new Metrics(
        new MetricsSources(
            () -> fleet,
            () -> () -> health,
            () -> List.of(loop),
            () -> sinks,
            () -> 1_000,
            () -> 2_000,
            () -> 3_000,
            () -> 4),
        new MetricsOptions(most, "1.2.3", Optional.empty()),
        clock);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void connectionsHaveSeriesOfTheirOwn() {
    fleet.is(
        "press-7",
        ConnectionState.AUTHENTICATED,
        true,
        new Traffic(11, 12, 0, 1, 0, 0, 0, 0, 0, 0));

    assertThat(page())
        .contains(
            "holdfast_connection_up{connection=\"press-7\"} 1.0",
            "holdfast_connection_state{connection=\"press-7\",state=\"AUTHENTICATED\"} 1.0",
            "holdfast_connection_state_seconds{connection=\"press-7\"} 9.0",
            "holdfast_connection_failures{connection=\"press-7\"} 2.0",
            "holdfast_connection_outbox_messages{connection=\"press-7\"} 3.0",
            "holdfast_connection_subscriptions{connection=\"press-7\"} 1.0",
            "holdfast_connection_round_trip_seconds{connection=\"press-7\"} 0.042",
            "holdfast_connection_attempts_total{connection=\"press-7\"} 7.0",
            "holdfast_connection_messages_received_total{connection=\"press-7\"} 11.0",
            "holdfast_connection_messages_sent_total{connection=\"press-7\"} 12.0",
            "holdfast_connection_messages_sent_again_total{connection=\"press-7\"} 1.0");
  }

  @Test
  void sumsGoOnWhenConnectionsGoOrBeginAnew() {
    fleet.is("a", ConnectionState.CONNECTED, true, received(100));
    fleet.is("b", ConnectionState.DISCONNECTED, false, received(10));
    assertThat(page())
        .contains(
            "holdfast_messages_received_total 110.0",
            "holdfast_connections{state=\"CONNECTED\"} 1.0",
            "holdfast_connections{state=\"DISCONNECTED\"} 1.0",
            "holdfast_connections_up 1.0",
            "holdfast_connections_required_down 1.0",
            "holdfast_outbox_messages 6.0");

    fleet.isGone("a");
    fleet.is("b", ConnectionState.CONNECTED, true, received(3));
    clock.advance(Duration.ofSeconds(1));

    assertThat(page())
        .contains("holdfast_messages_received_total 113.0", "holdfast_connections_up 1.0")
        .noneMatch(line -> line.contains("connection=\"a\""));
  }

  @Test
  void moreConnectionsThanAllowedAreInTheSumsOnly() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      fleet.is(id, ConnectionState.CONNECTED, true, received(1));
    }
    assertThat(page())
        .contains("holdfast_connections_left_out 3.0", "holdfast_messages_received_total 5.0")
        .anyMatch(line -> line.contains("connection=\"b\""))
        .noneMatch(line -> line.contains("connection=\"c\""));
  }

  @Test
  void whatIsRefusedAndGivenUpHasItsReason() {
    fleet.is(
        "a",
        ConnectionState.CONNECTED,
        true,
        new Traffic(
            0, 0, 3, 0, 2, 0, 0, 0, 5, 6, Map.of("outbox-full", 3L), Map.of("expired", 2L)));
    assertThat(page())
        .contains(
            "holdfast_messages_refused_total{reason=\"outbox-full\"} 3.0",
            "holdfast_messages_given_up_total{reason=\"expired\"} 2.0",
            "holdfast_events_ignored_total{reason=\"stale\"} 5.0",
            "holdfast_events_ignored_total{reason=\"illegal\"} 6.0",
            "holdfast_acquisitions_total{outcome=\"missed\"} 6.0");
  }

  @Test
  void anOutageIsCountedByItsCauseAndTimed() {
    fleet.is("a", ConnectionState.CONNECTED, true, FakeFleet.NOTHING);
    tell(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, CauseKind.CONNECT_REQUESTED);
    clock.advance(Duration.ofMillis(40));
    tell(ConnectionState.CONNECTING, ConnectionState.CONNECTED, CauseKind.HANDSHAKE_COMPLETED);
    clock.advance(Duration.ofSeconds(60));
    tell(ConnectionState.CONNECTED, ConnectionState.CLOSED, CauseKind.HEARTBEAT_TIMEOUT);
    tell(ConnectionState.CLOSED, ConnectionState.DISCONNECTED, CauseKind.HEARTBEAT_TIMEOUT);
    clock.advance(Duration.ofSeconds(2));
    tell(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, CauseKind.BACKOFF_OVER);
    clock.advance(Duration.ofSeconds(1));
    tell(ConnectionState.CONNECTING, ConnectionState.CLOSED, CauseKind.CONNECT_REFUSED);
    tell(ConnectionState.CLOSED, ConnectionState.DISCONNECTED, CauseKind.CONNECT_REFUSED);
    clock.advance(Duration.ofSeconds(4));
    tell(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, CauseKind.BACKOFF_OVER);
    clock.advance(Duration.ofSeconds(1));
    tell(ConnectionState.CONNECTING, ConnectionState.CONNECTED, CauseKind.HANDSHAKE_COMPLETED);

    assertThat(page())
        .contains(
            "holdfast_disconnects_total{cause=\"heartbeat-timeout\"} 1.0",
            "holdfast_attempts_failed_total{cause=\"connect-refused\"} 1.0",
            "holdfast_recovery_seconds_count 1",
            "holdfast_recovery_seconds_sum 8.0",
            "holdfast_recovery_seconds_bucket{le=\"5.0\"} 0",
            "holdfast_recovery_seconds_bucket{le=\"10.0\"} 1",
            "holdfast_connecting_seconds_count 2",
            "holdfast_connecting_seconds_sum 1.04",
            "holdfast_state_seconds_total{state=\"CONNECTED\"} 60.0",
            "holdfast_state_seconds_total{state=\"DISCONNECTED\"} 6.0");
  }

  @Test
  void openAndNotYetUpIsNoRecovery() {
    fleet.is("a", ConnectionState.CONNECTED, false, FakeFleet.NOTHING);
    tell(ConnectionState.AUTHENTICATED, ConnectionState.CLOSED, CauseKind.LINK_LOST);
    tell(ConnectionState.CONNECTING, ConnectionState.CONNECTED, CauseKind.HANDSHAKE_COMPLETED);
    assertThat(page()).contains("holdfast_recovery_seconds_count 0");
    fleet.is("a", ConnectionState.AUTHENTICATED, true, FakeFleet.NOTHING);
    tell(ConnectionState.CONNECTED, ConnectionState.AUTHENTICATED, CauseKind.LOGIN_ACCEPTED);
    assertThat(page()).contains("holdfast_recovery_seconds_count 1");
  }

  @Test
  void roundTripsAreAHistogram() {
    metrics.observer().onRoundTrip("a", Duration.ofMillis(3));
    assertThat(page())
        .contains(
            "holdfast_heartbeat_round_trip_seconds_count 1",
            "holdfast_heartbeat_round_trip_seconds_bucket{le=\"0.002\"} 0",
            "holdfast_heartbeat_round_trip_seconds_bucket{le=\"0.005\"} 1");
  }

  @Test
  void aLoopThatIsLateIsSeen() {
    metrics.start();
    loop.advance(Duration.ofSeconds(2));
    loop.suspend(Duration.ofMillis(1_700));
    loop.runPending();
    assertThat(page())
        .contains(
            "holdfast_event_loop_lag_seconds_count 3",
            "holdfast_event_loop_lag_seconds_bucket{le=\"0.001\"} 2",
            "holdfast_event_loop_lag_seconds_max 0.7");
  }

  @Test
  void theProcess() {
    sinks.add(new SinkFigures("stdout", 17, 2_500, 4));
    health =
        new Health(
            List.of(new Violation(Invariant.ONE_LINK, "a", "2 open links", Duration.ZERO)),
            0,
            Map.of(Invariant.ONE_LINK, 5L));
    assertThat(page())
        .contains(
            "holdfast_build_info{version=\"1.2.3\"} 1",
            "holdfast_healthy 0.0",
            "holdfast_invariant_violations_total{invariant=\"one-link\"} 5.0",
            "holdfast_invariant_violations_total{invariant=\"loop-turns\"} 0.0",
            "holdfast_frames_bytes_total{direction=\"read\"} 1000.0",
            "holdfast_frames_bytes_total{direction=\"written\"} 2000.0",
            "holdfast_buffer_memory_bytes 3000.0",
            "holdfast_log_lines_suppressed_total 4.0",
            "holdfast_sink_queue_messages{sink=\"stdout\"} 17.0",
            "holdfast_sink_lag_seconds{sink=\"stdout\"} 2.5",
            "holdfast_sink_messages_lost_total{sink=\"stdout\"} 4.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""));
  }

  @Test
  void aNameThatIsHardToQuoteIsQuoted() {
    fleet.is("a\"b\\c\nd", ConnectionState.CONNECTED, true, FakeFleet.NOTHING);
    assertThat(page()).contains("holdfast_connection_up{connection=\"a\\\"b\\\\c\\nd\"} 1.0");
  }

  private List<String> page() {
    return metrics.page().lines().toList();
  }

  private void tell(ConnectionState from, ConnectionState to, CauseKind cause) {
    metrics
        .observer()
        .onTransition("a", new Transition(from, to, Cause.of(cause), 1, Next.OPEN_ENDED));
  }

  private static Traffic received(long messages) {
    return new Traffic(messages, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
