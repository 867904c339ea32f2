package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.MachineMemory;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells how something is reached: time, what happens, the effects, the state, one line for each
 * event. Times are in ticks and an example: the same can happen at many others.
 */
final class Trace {

  private final StateSpace space;
  private final List<Stimulus> stimuli;
  private final Clocks clocks;
  private final Subject subject;
  private final Draws draws;
  private final EffectLines effects = new EffectLines();
  private final long[] words = new long[MachineMemory.WORDS];

  private long elapsed;

  Trace(StateSpace space, List<Stimulus> stimuli, Clocks clocks, Subject subject, Draws draws) {
    this.space = space;
    this.stimuli = stimuli;
    this.clocks = clocks;
    this.subject = subject;
    this.draws = draws;
  }

  /** The shortest way to a state, and what happens there. */
  String to(int state, int stimulus, int code) {
    StringBuilder text = new StringBuilder();
    way(state, text);
    tell(state, stimulus, code, text);
    return text.toString();
  }

  /** The shortest way to one of these states, and a way round from there in which time passes. */
  String around(BitSet round, FairCycles.Allowed allowed) {
    StringBuilder text = new StringBuilder();
    for (int from = round.nextSetBit(0); from >= 0; from = round.nextSetBit(from + 1)) {
      int time = staying(from, Stimulus.Kind.TIME, round, allowed);
      if (time >= 0) {
        way(from, text);
        text.append("         then for ever, among states such as this (")
            .append(round.cardinality())
            .append("):\n");
        int ring = staying(from, Stimulus.Kind.DEADLINE, round, allowed);
        if (ring >= 0 && space.target(ring) == from) {
          go(ring, from, text);
        }
        go(time, from, text);
        tell(from, space.stimulus(time), 0, text);
        int at = space.target(time);
        for (int step : path(at, from, round, allowed)) {
          go(step, at, text);
          at = space.target(step);
        }
        return text.toString();
      }
    }
    throw new IllegalStateException("time does not pass in a run that was called fair");
  }

  private int staying(int from, Stimulus.Kind kind, BitSet round, FairCycles.Allowed allowed) {
    for (int step = space.firstStep(from); step < space.endOfSteps(from); step++) {
      if (stimuli.get(space.stimulus(step)).kind() == kind
          && round.get(space.target(step))
          && allowed.test(from, step)) {
        return step;
      }
    }
    return -1;
  }

  private void go(int step, int from, StringBuilder text) {
    if (stimuli.get(space.stimulus(step)).kind() == Stimulus.Kind.TIME) {
      elapsed += passed(from, space.target(step));
    } else {
      tell(from, space.stimulus(step), 0, text);
    }
  }

  private void way(int state, StringBuilder text) {
    elapsed = 0;
    Deque<Integer> path = new ArrayDeque<>();
    for (int at = state; at != 0; at = space.parent(at)) {
      path.push(at);
    }
    for (int at : path) {
      int from = space.parent(at);
      if (stimuli.get(space.parentStimulus(at)).kind() == Stimulus.Kind.TIME) {
        elapsed += passed(from, at);
      } else {
        tell(from, space.parentStimulus(at), space.parentDraws(at), text);
      }
    }
  }

  private long passed(int from, int to) {
    space.read(from, words);
    Optional<Long> then = clocks.nearest(words);
    space.read(to, words);
    Optional<Long> now = clocks.nearest(words);
    return then.isPresent() && now.isPresent() ? Math.max(0, then.get() - now.get()) : 0;
  }

  private void tell(int state, int stimulus, int code, StringBuilder text) {
    Stimulus what = stimuli.get(stimulus);
    space.read(state, words);
    String seen = "";
    if (what.event().isPresent()) {
      subject.load(words, 0);
      draws.choose(code);
      try {
        subject.handle(what.event().get(), 0, effects);
      } catch (RuntimeException e) {
        effects.add(e.toString());
      }
      seen = " | " + effects.take() + " | " + subject.state();
    }
    text.append(
        String.format(Locale.ROOT, "%7s  %-32s%s%n", Ticks.of(elapsed), what.words(), seen));
  }

  /** A shortest way from one state to another, as steps. */
  private List<Integer> path(int from, int to, BitSet round, FairCycles.Allowed allowed) {
    int[] cameBy = new int[space.size()];
    int[] cameFrom = new int[space.size()];
    BitSet seen = new BitSet();
    seen.set(from);
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!seen.get(to)) {
      int at = open.remove();
      for (int step = space.firstStep(at); step < space.endOfSteps(at); step++) {
        int next = space.target(step);
        if (round.get(next) && allowed.test(at, step) && !seen.get(next)) {
          seen.set(next);
          cameBy[next] = step;
          cameFrom[next] = at;
          open.add(next);
        }
      }
    }
    Deque<Integer> steps = new ArrayDeque<>();
    for (int at = to; at != from; at = cameFrom[at]) {
      steps.push(cameBy[at]);
    }
    return List.copyOf(steps);
  }
}
