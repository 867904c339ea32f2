package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.DeadlineKind;
import dev.holdfast.domain.connection.MachineMemory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The abstraction of time: finitely many memories that stand for all, however dense time is.
 *
 * <p>A policy whose durations are whole ticks makes the machine a timed automaton with three
 * clocks: the deadline of the state, the heartbeat, the lifetime. All it ever asks of them is
 * whether a deadline has passed, whether its timer came too late (a whole number of ticks again),
 * and which is the earliest. So two memories behave alike if the times until their deadlines have
 * the same whole parts, and fractions that are zero in the same places and in the same order
 * otherwise: the regions of Alur and Dill, "A theory of timed automata", Theoretical Computer
 * Science 126 (1994), section 4.3. One memory stands for each region, and time passes from a region
 * to the one that follows it: to the moment at which the next clock is at a whole tick, or just
 * beyond.
 *
 * <p>Three things keep the regions few:
 *
 * <ul>
 *   <li>Of deadlines that are overdue by more than is forgiven, only the order matters. Exact.
 *   <li>A planned retry that is more than {@value #LONG_BACKOFF} ticks away is {@value
 *       #LONG_BACKOFF} ticks away: nothing else has a date then, so only time is left out. Exact
 *       but for the number of ticks, and delays are checked before they are shortened.
 *   <li>A lifetime ahead has no length: it may be over at any moment. Nobody asks how long it still
 *       is, so this is every lifetime at once. More runs than a real one has, never fewer.
 * </ul>
 */
final class Clocks {

  /** Ticks to which a longer backoff is shortened. */
  static final int LONG_BACKOFF = 2;

  /** One tick in nanoseconds: the longest drain after a late timer, so that it is whole too. */
  static final long TICK = 100_000_000L;

  /** Where the first, second and third fraction lie, in sixteenths of a tick. */
  static final int[] EVENLY = {4, 8, 12};

  private static final long SIXTEENTH = TICK / 16;
  private static final long AHEAD = 1_000 * TICK;
  private static final long FAR = 1_000_000 * TICK;
  private static final int[] WORDS = {
    MachineMemory.STATE_DEADLINE, MachineMemory.HEARTBEAT, MachineMemory.LIFETIME
  };

  /** Which clocks run, as far as the bits tell; the heartbeat's date is since + after. */
  private record Running(int bits, long heartbeatAfter) {

    boolean clock(int number) {
      return (bits & 1 << number) != 0;
    }
  }

  private final ConnectionMachine decoder;
  private final long lateAfter;
  private final int[] places;
  private final Map<Long, Running> known = new HashMap<>();

  private long lastKey = -1;
  private Running last = new Running(0, 0);

  private final long[] left = new long[WORDS.length];
  private final long[] sorted = new long[WORDS.length];

  /**
   * The clocks of one policy.
   *
   * @param places of the fractions, in sixteenths, ascending; any give the same regions
   */
  Clocks(ConnectionPolicy policy, int[] places) {
    decoder = new ConnectionMachine(policy, new Draws(), 0);
    lateAfter = policy.heartbeat().lateAfterNanos();
    this.places = places.clone();
  }

  /** Replaces the times by those that stand for them; {@code NOW} becomes 0. */
  void normalise(long[] words) {
    words[MachineMemory.NOW] = 0;
    Running running = read(words);
    if (running.clock(2) && left[2] > 0) {
      left[2] = AHEAD;
    }
    if (MachineMemory.state(words, 0) == ConnectionState.DISCONNECTED) {
      left[0] = Math.min(left[0], LONG_BACKOFF * TICK);
    }
    placeFractions(running);
    rankOverdue(running);
    write(words, running);
  }

  /**
   * Lets time pass until something about it differs.
   *
   * @return false if nothing will, however much passes
   */
  boolean pass(long[] words) {
    Running running = read(words);
    long least = TICK;
    boolean moves = false;
    boolean whole = false;
    for (int i = 0; i < WORDS.length; i++) {
      if (moving(running, i)) {
        moves = true;
        long fraction = Math.floorMod(left[i], TICK);
        whole |= fraction == 0;
        least = fraction == 0 ? least : Math.min(least, fraction);
      }
    }
    if (!moves) {
      return false;
    }
    shift(words, whole ? least / 2 : least);
    normalise(words);
    return true;
  }

  /** Lets so many nanoseconds pass, without looking for what stands for the result. */
  void shift(long[] words, long nanos) {
    Running running = read(words);
    for (int i = 0; i < WORDS.length; i++) {
      left[i] -= left[i] < AHEAD ? nanos : 0;
    }
    write(words, running);
  }

  /**
   * Lets the lifetime be over, whatever it was.
   *
   * @return false if there is none, or it is over already
   */
  boolean endLifetime(long[] words) {
    Running running = read(words);
    if (!running.clock(2) || left[2] <= 0) {
      return false;
    }
    words[MachineMemory.LIFETIME] = 0;
    normalise(words);
    return true;
  }

  /** Whether a timer should have rung. */
  boolean due(long[] words) {
    return nearest(words).map(nanos -> nanos <= 0).orElse(false);
  }

  /** Nanoseconds until the deadline of the state, empty if there is none. */
  Optional<Long> ofState(long[] words) {
    return read(words).clock(0) ? Optional.of(left[0]) : Optional.empty();
  }

  /** Nanoseconds until the earliest deadline, empty if there is none. */
  Optional<Long> nearest(long[] words) {
    Running running = read(words);
    Optional<Long> nearest = Optional.empty();
    for (int i = 0; i < WORDS.length; i++) {
      if (running.clock(i) && (nearest.isEmpty() || left[i] < nearest.get())) {
        nearest = Optional.of(left[i]);
      }
    }
    return nearest;
  }

  private boolean moving(Running running, int clock) {
    return running.clock(clock) && left[clock] >= -lateAfter && left[clock] < AHEAD;
  }

  private void placeFractions(Running running) {
    int count = 0;
    for (int i = 0; i < WORDS.length; i++) {
      long fraction = Math.floorMod(left[i], TICK);
      if (moving(running, i) && fraction != 0) {
        sorted[count++] = fraction;
      }
    }
    Arrays.sort(sorted, 0, count);
    for (int i = 0; i < WORDS.length; i++) {
      long fraction = Math.floorMod(left[i], TICK);
      if (moving(running, i) && fraction != 0) {
        left[i] += places[rank(fraction, count)] * SIXTEENTH - fraction;
      }
    }
  }

  private void rankOverdue(Running running) {
    int count = 0;
    for (int i = 0; i < WORDS.length; i++) {
      if (running.clock(i) && left[i] < -lateAfter) {
        sorted[count++] = -left[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    for (int i = 0; i < WORDS.length; i++) {
      if (running.clock(i) && left[i] < -lateAfter) {
        left[i] = -lateAfter - (1 + rank(-left[i], count)) * TICK;
      }
    }
  }

  /** How many different ones of the first {@code count} sorted numbers are smaller. */
  private int rank(long value, int count) {
    int rank = 0;
    for (int i = 0; i < count && sorted[i] < value; i++) {
      rank += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return rank;
  }

  private Running read(long[] words) {
    Running running = running(words[MachineMemory.SITUATION] - MachineMemory.failures(words, 0));
    for (int i = 0; i < WORDS.length; i++) {
      left[i] = words[WORDS[i]];
    }
    left[1] += running.heartbeatAfter;
    return running;
  }

  private void write(long[] words, Running running) {
    for (int i = 0; i < WORDS.length; i++) {
      words[WORDS[i]] = running.clock(i) ? left[i] : 0;
    }
    words[MachineMemory.HEARTBEAT] -= running.heartbeatAfter;
  }

  private Running running(long situation) {
    long key = Ghost.without(situation);
    if (key != lastKey) {
      last = known.computeIfAbsent(key, this::probe);
      lastKey = key;
    }
    return last;
  }

  /** Asks a machine which clocks run: makes each of them the earliest by far. */
  private Running probe(long situation) {
    long[] words = new long[MachineMemory.WORDS];
    words[MachineMemory.SITUATION] = situation;
    int bits = 0;
    long heartbeatAfter = 0;
    for (int i = 0; i < WORDS.length; i++) {
      for (int word : WORDS) {
        words[word] = word == WORDS[i] ? -FAR : FAR;
      }
      decoder.load(words, 0);
      if (decoder.hasDeadline() && clockOf(decoder.nextDeadlineKind()) == i) {
        bits |= 1 << i;
        heartbeatAfter += i == 1 ? decoder.nextDeadlineNanos() + FAR : 0;
      }
    }
    return new Running(bits, heartbeatAfter);
  }

  private static int clockOf(DeadlineKind kind) {
    return switch (kind) {
      case BACKOFF, CONNECT_TIMEOUT, LOGIN_TIMEOUT, STABLE_AFTER, CLOSE_TIMEOUT -> 0;
      case HEARTBEAT_DUE, INPUT_DRAINED, HEARTBEAT_TIMEOUT -> 1;
      case MAXIMUM_LIFETIME -> 2;
    };
  }
}
