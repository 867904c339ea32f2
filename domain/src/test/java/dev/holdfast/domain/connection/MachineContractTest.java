package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.connection.testing.RecordedEffects;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine demands of its caller, and what it promises whatever the clock reads. */
final class MachineContractTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @ParameterizedTest(name = "clock starts {0} s before the wrap-around")
  @ValueSource(ints = {0, 5, 11, 20, 45, 48})
  void clockMayWrapAroundAtAnyMoment(int secondsBefore) {
    link.use(
        ConnectionPolicy.defaults(), Long.MAX_VALUE - Duration.ofSeconds(secondsBefore).toNanos());
    link.connect();
    link.skip();
    link.nothingUntil(Duration.ofSeconds(10));
    link.skip();
    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
    link.opened();
    link.skip();
    link.nothingUntil(Duration.ofSeconds(30));
    link.expect("heartbeat 2");
    assertThat(link.machine().failures()).isZero();
    link.heartbeatWritten();
    link.nothingUntil(Duration.ofSeconds(5));
    link.expect(
        "abort 2",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
    link.reconnectNow();
    link.opened();
    link.disconnect();
    link.skip();
    link.nothingUntil(Duration.ofSeconds(2));
    link.expect("abort 3", "CLOSING -> CLOSED (disconnect-requested) stop FORCED");
  }

  @Test
  void timeThatGoesBackThrowsAndChangesNothing() {
    RecordedEffects effects = new RecordedEffects();
    ConnectionMachine machine = machine(1_000);
    assertThatThrownBy(() -> machine.handle(Event.CONNECT, 999, effects))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("time went back by 1 ns at CONNECT");
    effects.assertNothingLeft();

    machine.handle(Event.CONNECT, 1_000, effects);
    machine.handle(new Event.HandshakeCompleted(1), 2_000, effects);
    effects.take();
    assertThatThrownBy(() -> machine.handle(new Event.FrameReceived(1), 1_500, effects))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("time went back by 500 ns at FRAME_RECEIVED");

    machine.handle(new Event.FrameReceived(1), 2_000, effects);
    effects.assertNothingLeft();
  }

  @Test
  void effectThatCallsBackThrows() {
    ConnectionMachine machine = machine(0);
    RecordedEffects effects = new RecordedEffects();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Effects callingBack =
        new ForwardingEffects(effects) {
          @Override
          public void dial(long attempt, boolean freshCredentials) {
            super.dial(attempt, freshCredentials);
            try {
              machine.handle(new Event.HandshakeCompleted(attempt), 0, effects);
            } catch (IllegalStateException e) {
              thrown.set(e);
            }
          }
        };

    machine.handle(Event.CONNECT, 0, callingBack);
    assertThat(thrown.get())
        .hasMessage("an effect called back into the machine with HANDSHAKE_COMPLETED");
    effects.assertExactly("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");

    machine.handle(new Event.HandshakeCompleted(1), 0, effects);
    effects.assertExactly("CONNECTING -> CONNECTED (handshake-completed)");
  }

  @Test
  void effectThatThrowsDoesNotLockTheMachine() {
    ConnectionMachine machine = machine(0);
    RecordedEffects effects = new RecordedEffects();
    Effects throwing =
        new ForwardingEffects(effects) {
          @Override
          public void dial(long attempt, boolean freshCredentials) {
            throw new IllegalArgumentException("no socket today");
          }
        };
    assertThatThrownBy(() -> machine.handle(Event.CONNECT, 0, throwing))
        .isInstanceOf(IllegalArgumentException.class);

    machine.handle(new Event.Disconnect(Cause.of(CauseKind.SHUTDOWN)), 0, effects);
    effects.assertExactly(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "abort 1",
        "CONNECTING -> CLOSED (shutdown) stop AS_ASKED");
  }

  @Test
  void stateIsTheNewOneWhileItsTransitionIsPublished() {
    ConnectionMachine machine = machine(0);
    RecordedEffects effects = new RecordedEffects();
    Effects looking =
        new ForwardingEffects(effects) {
          @Override
          public void transitioned(Transition transition) {
            assertThat(machine.state()).isEqualTo(transition.to());
            assertThat(machine.attempt()).isEqualTo(transition.attempt());
            super.transitioned(transition);
          }
        };
    machine.handle(Event.CONNECT, 0, looking);
    machine.handle(new Event.HandshakeCompleted(1), 0, looking);
    machine.handle(new Event.Ended(1, Cause.of(CauseKind.LINK_LOST)), 0, looking);
    assertThat(effects.take()).hasSize(5);
  }

  @Test
  void nextDeadlineOfNothingThrows() {
    ConnectionMachine machine = machine(0);
    assertThatThrownBy(machine::nextDeadlineNanos)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing is being waited for in DISCONNECTED");
    assertThatThrownBy(machine::nextDeadlineKind)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing is being waited for in DISCONNECTED");
  }

  @Test
  void onlyTheUsersCausesEndAConnectionFromInside() {
    assertThatThrownBy(() -> new Event.Disconnect(Cause.of(CauseKind.ROTATION)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "only shutdown or disconnect-requested may end a connection from inside, not rotation");
  }

  @Test
  void onlyAnEndingCauseEndsALink() {
    assertThatThrownBy(() -> new Event.Ended(1, Cause.of(CauseKind.LOGIN_ACCEPTED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("login-accepted does not end a link");
    assertThatThrownBy(() -> new Event.GivenUp(1, Cause.of(CauseKind.BACKOFF_OVER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backoff-over does not end a link");
  }

  @Test
  void transitionWithoutAnArrowCannotBeMade() {
    assertThatThrownBy(
            () ->
                new Transition(
                    ConnectionState.DISCONNECTED,
                    ConnectionState.CONNECTED,
                    Cause.of(CauseKind.HANDSHAKE_COMPLETED),
                    1,
                    Next.OPEN_ENDED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no way from DISCONNECTED to CONNECTED");
  }

  private static ConnectionMachine machine(long nowNanos) {
    return new ConnectionMachine(
        ConnectionPolicy.defaults(), new ChosenRandom(DrivenMachine.QUARTER), nowNanos);
  }
}
