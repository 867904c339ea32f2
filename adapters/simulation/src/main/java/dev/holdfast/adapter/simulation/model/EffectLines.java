package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Effects in words, for a trace. */
final class EffectLines implements Effects {

  private final List<String> lines = new ArrayList<>();

  /** All since the last time; a dash for none. */
  String take() {
    String all = lines.isEmpty() ? "-" : String.join("; ", lines);
    lines.clear();
    return all;
  }

  void add(String line) {
    lines.add(line);
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    lines.add("dial" + (freshCredentials ? " with fresh credentials" : ""));
  }

  @Override
  public void sendHeartbeat(long attempt) {
    lines.add("heartbeat");
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    lines.add("close with " + code);
  }

  @Override
  public void abort(long attempt) {
    lines.add("abort");
  }

  @Override
  public void transitioned(Transition transition) {
    lines.add(transition.from() + " -> " + transition.to() + plan(transition.next()));
  }

  @Override
  public void ignored(Event event, Reaction why) {
    lines.add("ignored (" + why.name().toLowerCase(Locale.ROOT) + ")");
  }

  private static String plan(Next next) {
    if (next instanceof Next.Retry retry) {
      return " (retry in " + Ticks.of(retry.delay()) + ", failure " + retry.failures() + ")";
    }
    return next instanceof Next.Stop stop ? " (stop " + stop.reason() + ")" : "";
  }
}
