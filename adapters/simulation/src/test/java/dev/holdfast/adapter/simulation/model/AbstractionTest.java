package dev.holdfast.adapter.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The abstraction of time loses nothing: three ways of looking more closely find nothing new. */
final class AbstractionTest {

  private static final int MOST_STATES = 1_000_000;
  private static final int WALKS = Integer.getInteger("holdfast.walks", 60);
  private static final int EVENTS = 400;

  /** The real machine, at moments to the nanosecond, never does what was not explored. */
  @Test
  void realRunsInDenseTimeNeverLeaveWhatWasExplored() {
    for (Setting setting : Settings.usual()) {
      StateSpace space = explore(setting, Clocks.EVENLY).space();
      BitSet seen = new BitSet();
      for (long seed = 0; seed < WALKS; seed++) {
        new Walk(setting, space, seed, seen).go();
      }
      // Runs that hardly come anywhere would show nothing.
      double share = (double) seen.cardinality() / space.size();
      assertThat(share)
          .as(setting.name() + ": share of the states that runs came to")
          .isGreaterThan(0.2);
    }
  }

  @Test
  void itMakesNoDifferenceWhichMomentStandsForARegion() {
    for (Setting setting : Settings.usual().subList(4, 7)) {
      Explored evenly = explore(setting, Clocks.EVENLY);
      for (int[] places : List.of(new int[] {1, 2, 3}, new int[] {13, 14, 15})) {
        Explored otherwise = explore(setting, places);
        assertThat(otherwise.space().size()).as(setting.name()).isEqualTo(evenly.space().size());
        assertThat(otherwise.space().steps()).as(setting.name()).isEqualTo(evenly.space().steps());
        assertThat(untimed(otherwise)).as(setting.name()).isEqualTo(untimed(evenly));
      }
    }
  }

  @Test
  void twiceAsManyTicksShowNothingNew() {
    for (Setting setting : Settings.usual()) {
      Setting longer =
          new Setting(
              setting.name(), doubled(setting.policy()), setting.endings(), setting.surrenders());
      assertThat(untimed(explore(longer, Clocks.EVENLY)))
          .as(setting.name())
          .isEqualTo(untimed(explore(setting, Clocks.EVENLY)));
    }
  }

  private static Explored explore(Setting setting, int[] places) {
    Explored explored = new Explorer(setting, Subject.Maker.REAL, places, MOST_STATES).explore();
    assertThat(explored.holds()).isTrue();
    return explored;
  }

  private static ConnectionPolicy doubled(ConnectionPolicy policy) {
    HeartbeatPolicy heartbeat = policy.heartbeat();
    return policy.toBuilder()
        .connectTimeout(policy.connectTimeout().multipliedBy(2))
        .loginTimeout(policy.loginTimeout().multipliedBy(2))
        .stableAfter(policy.stableAfter().multipliedBy(2))
        .closeTimeout(policy.closeTimeout().multipliedBy(2))
        .heartbeat(
            new HeartbeatPolicy(
                heartbeat.enabled(),
                heartbeat.interval().multipliedBy(2),
                heartbeat.timeout().multipliedBy(2)))
        .build();
  }

  /** Every step with what was remembered before and after, but for the times. */
  private static Set<String> untimed(Explored explored) {
    StateSpace space = explored.space();
    Set<String> steps = new TreeSet<>();
    for (int state = 0; state < space.size(); state++) {
      for (int step = space.firstStep(state); step < space.endOfSteps(state); step++) {
        steps.add(
            situation(space, state)
                + " "
                + space.stimulus(step)
                + " "
                + situation(space, space.target(step)));
      }
    }
    return steps;
  }

  private static long situation(StateSpace space, int state) {
    long[] words = new long[MachineMemory.WORDS];
    space.read(state, words);
    return words[MachineMemory.SITUATION];
  }

  /** One random run of the real machine: nothing of it is rounded, shortened or left out. */
  private static final class Walk {

    private final Setting setting;
    private final StateSpace space;
    private final BitSet seen;
    private final String name;
    private final SplittableRandom random;
    private final Subject machine;
    private final Clocks clocks;
    private final Counters counters;
    private final List<Event> events = new ArrayList<>();
    private final StepWitness witness;
    private final long[] words = new long[MachineMemory.WORDS];
    private long now;

    Walk(Setting setting, StateSpace space, long seed, BitSet seen) {
      this.seen = seen;
      this.setting = setting;
      this.space = space;
      name = setting.name() + ", seed " + seed;
      random = new SplittableRandom(seed);
      ConnectionPolicy policy = setting.policy();
      ConnectionPolicy shortLived =
          policy.toBuilder()
              .maxLifetime(
                  policy.maxLifetime().map(any -> policy.stableAfter().plus(Duration.ofSeconds(1))))
              .build();
      RandomGenerator draws = new ChosenDraws(random);
      machine = Subject.real(shortLived, draws);
      clocks = new Clocks(policy, Clocks.EVENLY);
      counters = new Counters(policy);
      for (Stimulus stimulus : Stimulus.of(setting)) {
        stimulus.event().ifPresent(events::add);
      }
      witness =
          new StepWitness(
              policy,
              new Before(words, clocks, policy, Event.CONNECT),
              (property, what) -> {
                throw new AssertionError(name + ": " + property + ": " + what);
              });
      save(0);
    }

    void go() {
      for (int i = 0; i < EVENTS; i++) {
        long passes = passes();
        clocks.shift(words, passes);
        now += passes;
        words[MachineMemory.NOW] = now;
        visit("after " + passes + " ns");

        Event event = event();
        machine.load(words, 0);
        witness.begin(new Before(words.clone(), clocks, setting.policy(), event));
        machine.handle(event, now, witness);
        save(witness.end(machine.state()));
        visit("after " + event);
      }
    }

    private void save(long ghost) {
      machine.save(words, 0);
      words[MachineMemory.ATTEMPT] = Stimulus.CURRENT;
      words[MachineMemory.SITUATION] |= ghost;
    }

    private void visit(String when) {
      long[] abstracted = words.clone();
      clocks.normalise(abstracted);
      counters.normalise(abstracted);
      int state = space.find(abstracted);
      assertThat(state).as(name + " " + when).isNotNegative();
      seen.set(state);
    }

    private long passes() {
      return switch (random.nextInt(6)) {
        case 0 -> 0;
        case 1 -> Clocks.TICK;
        case 2 -> random.nextLong(Clocks.TICK);
        case 3 -> random.nextLong(3 * Clocks.TICK);
        // A process that sleeps.
        case 4 -> random.nextInt(20) == 0 ? random.nextLong(40 * Clocks.TICK) : 1;
        default -> machine.hasDeadline() ? Math.max(0, machine.nextDeadlineNanos() - now) : 1;
      };
    }

    /** Mostly what helps: a run that stops at once shows little. */
    private Event event() {
      return switch (random.nextInt(8)) {
        case 0 -> Event.CONNECT;
        case 1 -> new Event.HandshakeCompleted(Stimulus.CURRENT);
        case 2 -> new Event.LoginAccepted(Stimulus.CURRENT);
        case 3 -> new Event.HeartbeatWritten(Stimulus.CURRENT);
        case 4 -> events.get(random.nextInt(events.size()));
        default -> Event.DEADLINE_REACHED;
      };
    }
  }

  /** Only what was explored is drawn: the delays themselves are no matter of time. */
  private record ChosenDraws(SplittableRandom random) implements RandomGenerator {

    @Override
    public double nextDouble() {
      return Draws.VALUES[random.nextInt(Draws.VALUES.length)];
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("the machine draws doubles only");
    }
  }
}
