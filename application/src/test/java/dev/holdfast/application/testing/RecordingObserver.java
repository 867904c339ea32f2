package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An observer that writes everything down, and fails if it is called on the loop. */
public final class RecordingObserver implements ConnectionObserver {

  private final EventLoop loop;
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Duration> roundTrips = new ArrayList<>();
  private Optional<Error> toThrow = Optional.empty();

  /**
   * Creates an observer.
   *
   * @param loop where it must not be called
   */
  public RecordingObserver(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void onTransition(String connection, Transition transition) {
    if (loop.inLoop()) {
      throw new AssertionError("an observer was called on the loop");
    }
    transitions.add(transition);
    toThrow.ifPresent(
        error -> {
          throw error;
        });
  }

  @Override
  public void onRoundTrip(String connection, Duration time) {
    if (loop.inLoop()) {
      throw new AssertionError("an observer was called on the loop");
    }
    roundTrips.add(time);
  }

  /** How long pings took, in order. */
  public List<Duration> roundTrips() {
    return List.copyOf(roundTrips);
  }

  /** From now on it writes down and then throws. */
  public void throwAlways(Error error) {
    toThrow = Optional.of(error);
  }

  /** What it was told, in order. */
  public List<Transition> transitions() {
    return List.copyOf(transitions);
  }

  /** What it was told, in order, as {@code CONNECTING -> CONNECTED}. */
  public List<String> moves() {
    return transitions.stream().map(move -> move.from() + " -> " + move.to()).toList();
  }
}
