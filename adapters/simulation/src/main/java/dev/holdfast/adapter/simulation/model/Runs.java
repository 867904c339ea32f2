package dev.holdfast.adapter.simulation.model;

import dev.holdfast.adapter.simulation.model.Stimulus.Kind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.MachineMemory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of every run, from every state that can be reached: the connection comes up, a
 * stop ends, a silent gateway is given up.
 *
 * <p>A run is fair if time passes in it without end, a timer that is due rings at some time, and a
 * gateway that answers does so at some time: what is possible again and again happens. A property
 * breaks if a fair run can go round for ever without reaching what it should. A fair run leads out
 * of every state, because time can always pass; so where none goes round, a way there exists too.
 */
final class Runs {

  private static final Set<Kind> ANSWERING =
      EnumSet.of(
          Kind.TIME,
          Kind.LIFETIME,
          Kind.DEADLINE,
          Kind.CONNECT,
          Kind.RECONNECT_NOW,
          Kind.HANDSHAKE,
          Kind.LOGIN,
          Kind.FRAME,
          Kind.WRITTEN,
          Kind.STALE);
  private static final Set<Kind> SILENT =
      EnumSet.of(
          Kind.TIME,
          Kind.LIFETIME,
          Kind.DEADLINE,
          Kind.CONNECT,
          Kind.RECONNECT_NOW,
          Kind.WRITTEN,
          Kind.STALE);

  private final ConnectionPolicy policy;
  private final StateSpace space;
  private final List<Stimulus> stimuli;
  private final Trace trace;

  private final ConnectionState[] states;
  private final BitSet every = new BitSet();
  private final BitSet up = new BitSet();
  private final BitSet wanted = new BitSet();
  private final BitSet due = new BitSet();
  private final BitSet waiting = new BitSet();

  Runs(
      ConnectionPolicy policy,
      StateSpace space,
      List<Stimulus> stimuli,
      Clocks clocks,
      Trace trace) {
    this.policy = policy;
    this.space = space;
    this.stimuli = stimuli;
    this.trace = trace;
    states = new ConnectionState[space.size()];
    long[] words = new long[MachineMemory.WORDS];
    every.set(0, space.size());
    for (int state = 0; state < space.size(); state++) {
      space.read(state, words);
      states[state] = MachineMemory.state(words, 0);
      up.set(state, Before.up(states[state], policy));
      wanted.set(state, Ghost.wanted(words));
      due.set(state, clocks.due(words));
      waiting.set(state, clocks.nearest(words).isPresent());
    }
  }

  /** Whatever does not hold, at most one for each property. */
  List<Violation> violations() {
    List<Violation> all = new ArrayList<>();
    comesUp().ifPresent(all::add);
    ends().ifPresent(all::add);
    givesUp().ifPresent(all::add);
    return all;
  }

  private Optional<Violation> comesUp() {
    BitSet down = (BitSet) wanted.clone();
    down.andNot(up);
    FairCycles.Allowed answering =
        (from, step) -> {
          Kind kind = kind(step);
          // The gateway answers a close frame with its own; any other end would be a fault.
          return ANSWERING.contains(kind)
              || (kind == Kind.ENDED && states[from] == ConnectionState.CLOSING);
        };
    if (policy.maxReconnects().isEmpty()) {
      Optional<Violation> stop = stopsUnasked(down, answering);
      if (stop.isPresent()) {
        return stop;
      }
    }
    List<FairCycles.Rule> rules = new ArrayList<>(timeAndTimers());
    rules.add(new FairCycles.Rule(in(ConnectionState.CONNECTING), Kind.HANDSHAKE));
    if (policy.loginRequired()) {
      rules.add(new FairCycles.Rule(in(ConnectionState.CONNECTED), Kind.LOGIN));
    }
    return goesRound(Property.COMES_UP, down, answering, rules, "never comes up");
  }

  /** Only the gateway and the limit of attempts may end what the user wants. */
  private Optional<Violation> stopsUnasked(BitSet down, FairCycles.Allowed allowed) {
    for (int from = down.nextSetBit(0); from >= 0; from = down.nextSetBit(from + 1)) {
      for (int step = space.firstStep(from); step < space.endOfSteps(from); step++) {
        if (allowed.test(from, step) && states[space.target(step)] == ConnectionState.CLOSED) {
          return Optional.of(
              new Violation(
                  Property.COMES_UP,
                  "stops for good though nobody said so",
                  trace.to(from, space.stimulus(step), 0)));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Violation> ends() {
    BitSet ending = (BitSet) every.clone();
    ending.andNot(wanted);
    ending.andNot(in(ConnectionState.CLOSED));
    BitSet idle = in(ConnectionState.DISCONNECTED);
    idle.andNot(waiting);
    ending.andNot(idle);
    FairCycles.Allowed notAskedForAgain = (from, step) -> kind(step) != Kind.CONNECT;
    return goesRound(Property.ENDS, ending, notAskedForAgain, timeAndTimers(), "never ends");
  }

  private Optional<Violation> givesUp() {
    BitSet linked = new BitSet();
    for (int state = 0; state < states.length; state++) {
      boolean watched = !up.get(state) || policy.heartbeat().enabled();
      linked.set(state, states[state].hasLink() && watched);
    }
    FairCycles.Allowed silent =
        (from, step) -> SILENT.contains(kind(step)) || (kind(step) == Kind.FRAME && !up.get(from));
    return goesRound(
        Property.GIVES_UP, linked, silent, timeAndTimers(), "never gives a silent gateway up");
  }

  private Optional<Violation> goesRound(
      Property property,
      BitSet among,
      FairCycles.Allowed allowed,
      List<FairCycles.Rule> rules,
      String what) {
    return new FairCycles(space, stimuli, allowed, rules)
        .within(among)
        .map(round -> new Violation(property, what, trace.around(round, allowed)));
  }

  private List<FairCycles.Rule> timeAndTimers() {
    return List.of(new FairCycles.Rule(every, Kind.TIME), new FairCycles.Rule(due, Kind.DEADLINE));
  }

  private BitSet in(ConnectionState state) {
    BitSet in = new BitSet();
    for (int i = 0; i < states.length; i++) {
      in.set(i, states[i] == state);
    }
    return in;
  }

  private Kind kind(int step) {
    return stimuli.get(space.stimulus(step)).kind();
  }
}
