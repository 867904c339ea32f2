package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.MachineMemory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Breadth first over all memories that a setting can lead to: in each of them everything happens
 * that can happen, with all draws, through the real {@code handle}; then time passes a little.
 *
 * <p>The world is as hostile as can be: any event in any state, timers too early, too late and for
 * nothing, news of links that never were. What holds here holds in every better world.
 */
final class Explorer {

  /** The first violation of a property; how it came to that is told later. */
  private record Site(String words, int state, int stimulus, int draws) {}

  /** Of these it matters that they happened, even where nothing came of it. */
  private static final Set<Stimulus.Kind> FAIRNESS =
      EnumSet.of(
          Stimulus.Kind.TIME, Stimulus.Kind.DEADLINE, Stimulus.Kind.HANDSHAKE, Stimulus.Kind.LOGIN);

  private final Setting setting;
  private final int mostStates;
  private final Draws draws = new Draws();
  private final Subject subject;
  private final Clocks clocks;
  private final Counters counters;
  private final List<Stimulus> stimuli;
  private final StateSpace space = new StateSpace();
  private final StepWitness witness;
  private final AfterStep after;
  private final Trace trace;
  private final Map<Property, Site> sites = new EnumMap<>(Property.class);
  private final Set<Explored.Cell> cells = new HashSet<>();

  private final long[] before = new long[MachineMemory.WORDS];
  private final long[] words = new long[MachineMemory.WORDS];
  private int state;
  private int stimulus;
  private long transitions;

  /**
   * An exploration that has not begun.
   *
   * @param maker of what is explored
   * @param places of the fractions of time, see {@link Clocks}
   * @param mostStates when to give up
   */
  Explorer(Setting setting, Subject.Maker maker, int[] places, int mostStates) {
    this.setting = setting;
    this.mostStates = mostStates;
    subject = maker.make(setting.policy(), draws);
    clocks = new Clocks(setting.policy(), places);
    counters = new Counters(setting.policy());
    stimuli = Stimulus.of(setting);
    trace = new Trace(space, stimuli, clocks, subject, draws);
    start();
    Before first = new Before(before, clocks, setting.policy(), Event.CONNECT);
    witness = new StepWitness(setting.policy(), first, this::report);
    after = new AfterStep(setting.policy(), subject, this::report);
  }

  /** Explores until nothing new is reached. */
  Explored explore() {
    for (state = 0; state < space.size() && space.size() <= mostStates; state++) {
      space.leave(state);
      space.read(state, before);
      Before any = new Before(before, clocks, setting.policy(), Event.CONNECT);
      for (stimulus = 0; stimulus < stimuli.size(); stimulus++) {
        apply(stimuli.get(stimulus), any);
      }
    }
    boolean closed = state == space.size();
    return new Explored(setting, space, transitions, closed, violations(closed), Set.copyOf(cells));
  }

  private List<Violation> violations(boolean closed) {
    List<Violation> all = new ArrayList<>();
    sites.forEach(
        (property, site) ->
            all.add(
                new Violation(
                    property, site.words, trace.to(site.state, site.stimulus, site.draws))));
    if (closed) {
      all.addAll(new Runs(setting.policy(), space, stimuli, clocks, trace).violations());
    }
    return List.copyOf(all);
  }

  private void start() {
    subject.save(before, 0);
    before[MachineMemory.ATTEMPT] = Stimulus.CURRENT;
    clocks.normalise(before);
    counters.normalise(before);
    space.reach(before, 0, 0, 0);
  }

  private void apply(Stimulus what, Before any) {
    if (what.event().isPresent()) {
      Before now = any.instead(setting.policy(), what.event().get());
      cells.add(new Explored.Cell(now.state(), now.event().kind()));
      draws.first();
      do {
        handle(now);
      } while (draws.next());
      return;
    }
    System.arraycopy(before, 0, words, 0, words.length);
    if (what.kind() == Stimulus.Kind.TIME) {
      // Where nothing waits time passes too: a run may stay there for ever.
      clocks.pass(words);
      reached();
    } else if (clocks.endLifetime(words)) {
      reached();
    }
  }

  private void handle(Before now) {
    subject.load(before, 0);
    witness.begin(now);
    try {
      subject.handle(now.event(), 0, witness);
    } catch (RuntimeException e) {
      report(Property.NOTHING_THROWS, String.valueOf(e.getMessage()));
      transitions++;
      return;
    }
    long ghost = witness.end(subject.state());
    subject.save(words, 0);
    after.check(now, witness, words);
    words[MachineMemory.SITUATION] |= ghost;
    clocks.normalise(words);
    counters.normalise(words);
    reached();
  }

  private void reached() {
    transitions++;
    int code = draws.code();
    int to = space.reach(words, state, stimulus, code);
    if (to != state || FAIRNESS.contains(stimuli.get(stimulus).kind())) {
      space.step(state, stimulus, to);
    }
  }

  private void report(Property property, String what) {
    sites.putIfAbsent(property, new Site(what, state, stimulus, draws.code()));
  }
}
