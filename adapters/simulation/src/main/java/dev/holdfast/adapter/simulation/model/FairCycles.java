package dev.holdfast.adapter.simulation.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks for runs that go round for ever and are fair all the same.
 *
 * <p>Fairness is strong: what is possible again and again happens again and again. A part of the
 * space in which one can go round holds a fair run if for each rule either nothing in it makes the
 * rule's step possible, or the step is taken in it. Where a step is possible and is never taken the
 * states that make it possible are left out, and what remains is looked at again (the emptiness
 * test of Streett automata; Emerson and Lei, "Modalities for model checking", 1987).
 */
final class FairCycles {

  /** Which steps a run may take. */
  @FunctionalInterface
  interface Allowed {

    /** Whether this one, from this state. */
    boolean test(int from, int step);
  }

  /**
   * One rule of fairness.
   *
   * @param possible where the step can be taken
   * @param kind of the step
   */
  record Rule(BitSet possible, Stimulus.Kind kind) {}

  private final StateSpace space;
  private final List<Stimulus> stimuli;
  private final Allowed allowed;
  private final List<Rule> rules;

  private final int[] index;
  private final int[] low;
  private final int[] nextStep;
  private final BitSet onStack = new BitSet();

  FairCycles(StateSpace space, List<Stimulus> stimuli, Allowed allowed, List<Rule> rules) {
    this.space = space;
    this.stimuli = stimuli;
    this.allowed = allowed;
    this.rules = rules;
    index = new int[space.size()];
    low = new int[space.size()];
    nextStep = new int[space.size()];
  }

  /** The states of a fair run that never leaves these, empty if there is none. */
  Optional<BitSet> within(BitSet states) {
    Deque<BitSet> open = new ArrayDeque<>();
    open.add(states);
    while (!open.isEmpty()) {
      for (BitSet round : rounds(open.remove())) {
        BitSet fair = (BitSet) round.clone();
        for (Rule rule : rules) {
          if (rule.possible.intersects(round) && !taken(rule, round)) {
            fair.andNot(rule.possible);
          }
        }
        if (fair.cardinality() == round.cardinality()) {
          return Optional.of(round);
        }
        if (!fair.isEmpty()) {
          open.add(fair);
        }
      }
    }
    return Optional.empty();
  }

  private boolean taken(Rule rule, BitSet round) {
    for (int from = round.nextSetBit(0); from >= 0; from = round.nextSetBit(from + 1)) {
      for (int step = space.firstStep(from); step < space.endOfSteps(from); step++) {
        if (rule.possible.get(from)
            && stimuli.get(space.stimulus(step)).kind() == rule.kind
            && stays(from, step, round)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean stays(int from, int step, BitSet states) {
    return states.get(space.target(step)) && allowed.test(from, step);
  }

  /** The strongly connected parts in which one can go round (Tarjan, without recursion). */
  private List<BitSet> rounds(BitSet states) {
    List<BitSet> found = new ArrayList<>();
    Arrays.fill(index, 0);
    onStack.clear();
    int[] path = new int[states.cardinality()];
    int[] stack = new int[path.length];
    int stacked = 0;
    int count = 0;
    for (int root = states.nextSetBit(0); root >= 0; root = states.nextSetBit(root + 1)) {
      if (index[root] != 0) {
        continue;
      }
      int depth = 0;
      path[depth++] = root;
      while (depth > 0) {
        int state = path[depth - 1];
        if (index[state] == 0) {
          index[state] = ++count;
          low[state] = count;
          nextStep[state] = space.firstStep(state);
          stack[stacked++] = state;
          onStack.set(state);
        }
        int deeper = -1;
        while (deeper < 0 && nextStep[state] < space.endOfSteps(state)) {
          int step = nextStep[state]++;
          if (stays(state, step, states)) {
            int to = space.target(step);
            if (index[to] == 0) {
              deeper = to;
            } else if (onStack.get(to)) {
              low[state] = Math.min(low[state], index[to]);
            }
          }
        }
        if (deeper >= 0) {
          path[depth++] = deeper;
          continue;
        }
        depth--;
        if (depth > 0) {
          low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[state]);
        }
        if (low[state] == index[state]) {
          stacked = pop(stack, stacked, state, states, found);
        }
      }
    }
    return found;
  }

  private int pop(int[] stack, int stacked, int state, BitSet states, List<BitSet> found) {
    BitSet part = new BitSet();
    int top = stacked;
    do {
      top--;
      part.set(stack[top]);
      onStack.clear(stack[top]);
    } while (stack[top] != state);
    if (part.cardinality() > 1 || returns(state, states)) {
      found.add(part);
    }
    return top;
  }

  private boolean returns(int state, BitSet states) {
    for (int step = space.firstStep(state); step < space.endOfSteps(state); step++) {
      if (space.target(step) == state && stays(state, step, states)) {
        return true;
      }
    }
    return false;
  }
}
