package dev.holdfast.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.gateway.Fault;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How faults and recoveries are put together. */
class FaultLedgerTest {

  private final ManualClock clock = new ManualClock();
  private final StringWriter told = new StringWriter();
  private final FaultLedger ledger =
      new FaultLedger(
          clock, new DemoStory(new PrintWriter(told, true), clock), ConnectionState.CONNECTED);

  @Test
  void measuresFromTheBeginningOfTheFault() {
    up();
    ledger.onFaultBegan(Fault.FREEZE, Duration.ZERO);
    assertThat(ledger.healing()).isTrue();
    clock.advance(Duration.ofMillis(1500));
    lost(CauseKind.HEARTBEAT_TIMEOUT);
    clock.advance(Duration.ofMillis(700));
    up();

    assertThat(ledger.healing()).isFalse();
    assertThat(ledger.entries())
        .containsExactly(
            new FaultLedger.Entry(
                Fault.FREEZE,
                0,
                Optional.of(Duration.ofMillis(1500)),
                Optional.of(Duration.ofMillis(2200))));
    assertThat(told.toString()).contains("heartbeat timed out").contains("up again, 2.2 s after");
  }

  @Test
  void failedAttemptsOnTheWayDoNotCountAsNoticedLater() {
    up();
    ledger.onFaultBegan(Fault.RESTART, Duration.ZERO);
    clock.advance(Duration.ofMillis(10));
    lost(CauseKind.CLOSED_BY_GATEWAY);
    clock.advance(Duration.ofMillis(500));
    ledger.onTransition("gateway", failedAttempt());
    clock.advance(Duration.ofMillis(500));
    up();

    FaultLedger.Entry entry = ledger.entries().get(0);
    assertThat(entry.noticedAfter()).contains(Duration.ofMillis(10));
    assertThat(entry.healedAfter()).contains(Duration.ofMillis(1010));
  }

  @Test
  void comingUpBeforeTheFaultIsNoticedHealsNothing() {
    ledger.onFaultBegan(Fault.DROP, Duration.ZERO);
    up();

    assertThat(ledger.healing()).isTrue();
  }

  private void up() {
    ledger.onTransition(
        "gateway",
        new Transition(
            ConnectionState.CONNECTING,
            ConnectionState.CONNECTED,
            Cause.of(CauseKind.HANDSHAKE_COMPLETED),
            1,
            Next.OPEN_ENDED));
  }

  private void lost(CauseKind kind) {
    ledger.onTransition(
        "gateway",
        new Transition(
            ConnectionState.CONNECTED, ConnectionState.CLOSED, Cause.of(kind), 1, retry()));
  }

  private static Transition failedAttempt() {
    return new Transition(
        ConnectionState.CONNECTING,
        ConnectionState.CLOSED,
        Cause.of(CauseKind.CONNECT_REFUSED),
        2,
        retry());
  }

  private static Next retry() {
    return new Next.Retry(500_000_000, 1, false);
  }
}
