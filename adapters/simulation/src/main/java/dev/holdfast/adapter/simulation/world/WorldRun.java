package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.EventRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One run of the whole application in a simulated world, from a seed. The same seed, number of
 * steps and version of the program give the same run, event for event.
 *
 * <p>Immutable; {@link #run} may be called as often as one likes, on any thread.
 */
public final class WorldRun {

  private final long seed;
  private final OptionalInt steps;
  private final Optional<Consumer<String>> listener;
  private final Sabotage sabotage;
  private final Optional<EventRecorder> recorder;

  private WorldRun(
      long seed,
      OptionalInt steps,
      Optional<Consumer<String>> listener,
      Sabotage sabotage,
      Optional<EventRecorder> recorder) {
    this.seed = seed;
    this.steps = steps;
    this.listener = listener;
    this.sabotage = sabotage;
    this.recorder = recorder;
  }

  /**
   * A broken promise.
   *
   * @param promise which
   * @param how in plain words
   * @param step after how many checks
   * @param lastEvents what happened before it, oldest first, at most 60 lines
   */
  public record Failure(Promise promise, String how, long step, List<String> lastEvents) {}

  /**
   * How a run ended.
   *
   * @param seed its seed
   * @param checks how often all promises were checked
   * @param lived how much time passed in the world
   * @param digest a number that two runs have in common if they were the same
   * @param failure the promise that was broken, if one was
   */
  public record Outcome(
      long seed, long checks, Duration lived, long digest, Optional<Failure> failure) {

    /**
     * The failure for people: seed, step, the last events and the command that lives it again.
     *
     * @return one line if all went well
     */
    public String report() {
      if (failure.isEmpty()) {
        return String.format(
            "seed %d: every promise kept, %d checks in %d s of the world's time",
            seed, checks, lived.toSeconds());
      }
      Failure broken = failure.get();
      return String.format(
          "seed %d breaks a promise at step %d: %s%n%s%nThe last events:%n%s%n"
              + "Live it again with: holdfast simulate worlds --seed %d --verbose",
          seed,
          broken.step(),
          broken.promise().words(),
          broken.how(),
          String.join(System.lineSeparator(), broken.lastEvents()),
          seed);
    }
  }

  /** A run of as many steps as the seed says. */
  public static WorldRun of(long seed) {
    return new WorldRun(
        seed, OptionalInt.empty(), Optional.empty(), Sabotage.NONE, Optional.empty());
  }

  /**
   * The same run with another number of steps.
   *
   * @param number what users and faults do before the end comes; 0 or more
   */
  public WorldRun steps(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("steps must not be negative but was " + number);
    }
    return new WorldRun(seed, OptionalInt.of(number), listener, sabotage, recorder);
  }

  /**
   * The same run, told while it happens.
   *
   * @param lines gets each line
   */
  public WorldRun verbose(Consumer<String> lines) {
    return new WorldRun(seed, steps, Optional.of(lines), sabotage, recorder);
  }

  WorldRun with(Sabotage bugs) {
    return new WorldRun(seed, steps, listener, bugs, recorder);
  }

  /** The same run, with somebody who writes down what enters the machines. */
  public WorldRun recordedBy(EventRecorder somebody) {
    return new WorldRun(seed, steps, listener, sabotage, Optional.of(somebody));
  }

  /** Lives it from the first wish to the end. */
  public Outcome run() {
    World world = new World(seed, steps, listener, sabotage, recorder);
    Optional<Failure> failure = Optional.empty();
    try {
      world.live();
    } catch (BrokenPromise broken) {
      failure = Optional.of(failure(world, broken.promise(), broken.how()));
    } catch (IllegalStateException | IllegalArgumentException bug) {
      // What code of ours throws at its own mistakes.
      failure = Optional.of(failure(world, Promise.NO_INTERNAL_ERROR, bug.toString()));
    }
    return new Outcome(seed, world.checks(), world.elapsed(), world.story().digest(), failure);
  }

  private static Failure failure(World world, Promise promise, String how) {
    return new Failure(promise, how, world.checks(), world.story().end());
  }
}
