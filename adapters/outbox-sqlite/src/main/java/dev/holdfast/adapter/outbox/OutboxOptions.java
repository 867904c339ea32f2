package dev.holdfast.adapter.outbox;

import java.time.Duration;

/**
 * How an outbox file is kept.
 *
 * @param deadLetters how many dead letters are kept; 1 or more. Beyond it the oldest are dropped
 * @param deadLettersSize how much they may be in all, in bytes of data or characters of text; 1 or
 *     more. The latest one is kept however large it is
 * @param removalDelay how long what the gateway has may stay in the file if nothing else is
 *     written: after a crash it is sent again; zero or more
 * @param busyTimeout how long another program may hold the file before a write fails; above zero
 * @param reserve how many bytes of the disk are left free: no message is stored that would take of
 *     them, so that there is room to take messages out; zero or more
 */
public record OutboxOptions(
    int deadLetters,
    long deadLettersSize,
    Duration removalDelay,
    Duration busyTimeout,
    long reserve) {

  /** Checks the ranges. */
  public OutboxOptions {
    if (deadLetters < 1 || deadLettersSize < 1) {
      throw new IllegalArgumentException(
          "at least one dead letter is kept, but the bounds were "
              + deadLetters
              + " and "
              + deadLettersSize);
    }
    if (removalDelay.isNegative() || busyTimeout.isNegative() || busyTimeout.isZero()) {
      throw new IllegalArgumentException(
          "the removal delay is zero or more and the busy timeout above it, but they were "
              + removalDelay
              + " and "
              + busyTimeout);
    }
    if (reserve < 0) {
      throw new IllegalArgumentException("the reserve is zero or more bytes but was " + reserve);
    }
  }

  /**
   * 10,000 dead letters, 64 MiB of them, removals within 50 ms, 5 s for other programs, 8 MiB left
   * free.
   */
  public static OutboxOptions defaults() {
    return new OutboxOptions(
        10_000, 64L << 20, Duration.ofMillis(50), Duration.ofSeconds(5), 8L << 20);
  }
}
