package dev.holdfast.application.service;

import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Notes, for one machine, what it draws and does with each event, and hands that to a recorder. It
 * is the machine's source of randomness for that. Loop thread only.
 */
final class EventNotes implements RandomGenerator {

  private final String connection;
  private final EventRecorder recorder;
  private final RandomGenerator random;
  private final List<Double> drawn = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();

  EventNotes(String connection, EventRecorder recorder, RandomGenerator random) {
    this.connection = connection;
    this.recorder = recorder;
    this.random = random;
  }

  @Override
  public double nextDouble() {
    double next = random.nextDouble();
    drawn.add(next);
    return next;
  }

  /** Not for the machine, which draws numbers between 0 and 1 only. */
  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("only numbers between 0 and 1 are noted");
  }

  void transitioned(Transition transition) {
    transitions.add(transition);
  }

  void handled(Event event, long atNanos) {
    recorder.handled(connection, event, atNanos, List.copyOf(drawn), List.copyOf(transitions));
    drawn.clear();
    transitions.clear();
  }
}
