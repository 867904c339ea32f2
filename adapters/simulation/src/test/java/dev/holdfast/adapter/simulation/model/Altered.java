package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;

/** The real machine; what extends this does one thing differently. */
class Altered implements Subject {

  private final Subject real;

  Altered(Subject real) {
    this.real = real;
  }

  @Override
  public void handle(Event event, long now, Effects effects) {
    real.handle(event, now, effects);
  }

  @Override
  public void save(long[] into, int at) {
    real.save(into, at);
  }

  @Override
  public void load(long[] from, int at) {
    real.load(from, at);
  }

  @Override
  public ConnectionState state() {
    return real.state();
  }

  @Override
  public int failures() {
    return real.failures();
  }

  @Override
  public boolean hasDeadline() {
    return real.hasDeadline();
  }

  @Override
  public long nextDeadlineNanos() {
    return real.nextDeadlineNanos();
  }

  /** Passes effects on; what extends this passes one on differently. */
  static class Passed implements Effects {

    private final Effects next;

    Passed(Effects next) {
      this.next = next;
    }

    @Override
    public void dial(long attempt, boolean freshCredentials) {
      next.dial(attempt, freshCredentials);
    }

    @Override
    public void sendHeartbeat(long attempt) {
      next.sendHeartbeat(attempt);
    }

    @Override
    public void startClosing(long attempt, int code, String reason) {
      next.startClosing(attempt, code, reason);
    }

    @Override
    public void abort(long attempt) {
      next.abort(attempt);
    }

    @Override
    public void transitioned(Transition transition) {
      next.transitioned(transition);
    }

    @Override
    public void ignored(Event event, Reaction why) {
      next.ignored(event, why);
    }
  }
}
