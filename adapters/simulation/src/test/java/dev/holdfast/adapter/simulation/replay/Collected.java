package dev.holdfast.adapter.simulation.replay;

import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.List;

/** Keeps transitions and does nothing else. */
record Collected(List<Transition> transitions) implements Effects {

  @Override
  public void dial(long attempt, boolean freshCredentials) {}

  @Override
  public void sendHeartbeat(long attempt) {}

  @Override
  public void startClosing(long attempt, int code, String reason) {}

  @Override
  public void abort(long attempt) {}

  @Override
  public void transitioned(Transition transition) {
    transitions.add(transition);
  }

  @Override
  public void ignored(Event event, Reaction why) {}
}
