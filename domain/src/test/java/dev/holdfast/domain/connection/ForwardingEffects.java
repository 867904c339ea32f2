package dev.holdfast.domain.connection;

/** Passes every effect on; a test overrides the one that it meddles with. */
class ForwardingEffects implements Effects {

  private final Effects next;

  ForwardingEffects(Effects next) {
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
