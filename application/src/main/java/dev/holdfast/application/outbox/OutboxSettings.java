package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * How much may wait to be sent, for how long, and how fast it follows once there is a link.
 *
 * @param atLeastOnce bounds of that class; beyond them the newest is refused
 * @param latestValue bounds of that class, a key counting once; beyond them a new key is refused
 * @param bestEffort bounds of that class
 * @param bestEffortOverflow what happens beyond them
 * @param maxAge how old a message may become before it is of no use, above zero; empty if it never
 *     is
 * @param replay how fast messages that waited for the link are sent
 * @param acknowledgedWithin how long the gateway has to acknowledge a message before it is sent
 *     again, where the session protocol has acknowledgements; above zero
 */
public record OutboxSettings(
    OutboxLimits atLeastOnce,
    OutboxLimits latestValue,
    OutboxLimits bestEffort,
    Overflow bestEffortOverflow,
    Optional<Duration> maxAge,
    ReplayPolicy replay,
    Duration acknowledgedWithin) {

  /** What happens to a best-effort message for which there is no room. */
  public enum Overflow {
    /** It is refused. */
    REFUSE_NEWEST,
    /** The oldest that wait make room for it. */
    DROP_OLDEST
  }

  private static final OutboxSettings DEFAULTS = withLimits(OutboxLimits.defaults());

  /** Checks the ranges. */
  public OutboxSettings {
    maxAge.ifPresent(age -> requirePositive("maxAge", age));
    requirePositive("acknowledgedWithin", acknowledgedWithin);
  }

  /** The bounds of a class. */
  public OutboxLimits limits(MessageClass of) {
    return switch (of) {
      case AT_LEAST_ONCE -> atLeastOnce;
      case LATEST_VALUE -> latestValue;
      case BEST_EFFORT -> bestEffort;
    };
  }

  /** The default limits for each class, no age, the default pace, 30 s. */
  public static OutboxSettings defaults() {
    return DEFAULTS;
  }

  /** The same limits for each class, everything else as by default. */
  public static OutboxSettings withLimits(OutboxLimits limits) {
    return new OutboxSettings(
        limits,
        limits,
        limits,
        Overflow.REFUSE_NEWEST,
        Optional.empty(),
        ReplayPolicy.defaults(),
        Duration.ofSeconds(30));
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero but was " + duration);
    }
  }
}
