package dev.holdfast.domain.example;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.random.RandomGenerator;

// PAGE: begin
/** One device: a machine, and what becomes of its effects. */
final class Device implements Effects {

  private static final long ROUND_TRIP_NANOS = 50_000_000;

  private final Village village;
  private final ConnectionMachine machine;

  Device(Village village, ConnectionPolicy policy, RandomGenerator random) {
    this.village = village;
    machine = new ConnectionMachine(policy, random, village.now());
  }

  void handle(Event event) {
    machine.handle(event, village.now(), this);
    if (machine.hasDeadline()) {
      // Too early, too late, once too often: the machine does not mind.
      village.at(machine.nextDeadlineNanos(), () -> handle(Event.DEADLINE_REACHED));
    }
  }

  private void later(Event event) {
    village.at(village.now() + ROUND_TRIP_NANOS, () -> handle(event));
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    later(
        village.knock()
            ? new Event.HandshakeCompleted(attempt)
            : new Event.Ended(attempt, Cause.of(CauseKind.CONNECT_REFUSED)));
  }

  @Override
  public void sendHeartbeat(long attempt) {
    village.at(village.now(), () -> handle(new Event.HeartbeatWritten(attempt)));
    later(new Event.FrameReceived(attempt));
  }

  @Override
  public void transitioned(Transition transition) {
    if (transition.to() == ConnectionState.CONNECTED) {
      village.countUp();
    }
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    throw new AssertionError("nobody disconnects here");
  }

  @Override
  public void abort(long attempt) {
    throw new AssertionError("this gateway always answers in time");
  }

  @Override
  public void ignored(Event event, Reaction why) {
    throw new AssertionError(event + " is " + why);
  }
}
// PAGE: end
