package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Explores every state that the connection machine can reach, under a number of policies, and
 * checks what must hold of each step and of each run.
 *
 * <pre>{@code
 * Exploration.Result result = Exploration.usual().run(System::nanoTime, System.out::println);
 * System.out.println(result.report());
 * }</pre>
 *
 * Why finitely many states stand for all of them is said in the README of this module. Immutable;
 * the same exploration always has the same result, but for the times.
 */
public final class Exploration {

  /** So many states of one policy fit into some 600 MB; the real machine needs far less. */
  private static final int MOST_STATES = 2_000_000;

  private final List<Setting> settings;
  private final Subject.Maker maker;

  private Exploration(List<Setting> settings, Subject.Maker maker) {
    this.settings = List.copyOf(settings);
    this.maker = maker;
  }

  /** One policy for each thing that can be switched on or off; a few seconds. */
  public static Exploration usual() {
    return new Exploration(Settings.usual(), Subject.Maker.REAL);
  }

  /** Every jitter, and every order of the deadlines of an open link too; about a minute. */
  public static Exploration thorough() {
    return new Exploration(Settings.thorough(), Subject.Maker.REAL);
  }

  /** The same with another machine in place of the real one. */
  static Exploration of(List<Setting> settings, Subject.Maker maker) {
    return new Exploration(settings, maker);
  }

  /**
   * Explores, on the calling thread, until everything was seen.
   *
   * @param clock to say how long it took; decides nothing
   * @param progress gets one line for each policy as soon as it is done
   */
  public Result run(Clock clock, Consumer<String> progress) {
    List<Explored> all = new ArrayList<>();
    long start = clock.nanoTime();
    long last = start;
    for (Setting setting : settings) {
      Explored explored = new Explorer(setting, maker, Clocks.EVENLY, MOST_STATES).explore();
      long now = clock.nanoTime();
      progress.accept(line(explored, now - last));
      last = now;
      all.add(explored);
    }
    return new Result(all, last - start);
  }

  private static String line(Explored explored, long nanos) {
    return String.format(
        Locale.ROOT,
        "%-36s %,9d states %,12d transitions %7.2f s  %s",
        explored.setting().name(),
        explored.space().size(),
        explored.transitions(),
        seconds(nanos),
        explored.verdict());
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** What came of it. */
  public static final class Result {

    private final List<Explored> all;
    private final long nanos;

    private Result(List<Explored> all, long nanos) {
      this.all = List.copyOf(all);
      this.nanos = nanos;
    }

    /** Whether every property holds in every state and run, and all of them were seen. */
    public boolean holds() {
      return all.stream().allMatch(Explored::holds);
    }

    /** How many states there are, over all policies. */
    public long states() {
      return all.stream().mapToLong(explored -> explored.space().size()).sum();
    }

    /** How many transitions were tried, over all policies. */
    public long transitions() {
      return all.stream().mapToLong(Explored::transitions).sum();
    }

    /** A summary in a line, and each violation with the shortest way to it. */
    public String report() {
      StringBuilder text = new StringBuilder();
      for (Explored explored : all) {
        for (Violation violation : explored.violations()) {
          text.append(
              String.format(
                  "%s: broken: %s%n  %s%n%s%n",
                  explored.setting().name(),
                  violation.property().words(),
                  violation.words(),
                  violation.trace()));
        }
      }
      return text.append(
              String.format(
                  Locale.ROOT,
                  "%d policies, %,d states, %,d transitions in %.1f s: %s",
                  all.size(),
                  states(),
                  transitions(),
                  seconds(nanos),
                  holds() ? "every property holds" : "NOT every property holds"))
          .toString();
    }

    List<Explored> all() {
      return all;
    }
  }
}
