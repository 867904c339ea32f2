package dev.holdfast.adapter.outbox;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failed writes in a row: how long to wait, and what to say about it. One thread. */
final class WriteTrouble {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  private final String name;
  private final Clock clock;
  private final RandomGenerator random;
  private final BackoffPolicy backoff = Backoff.defaults();
  private int failures;
  private long since;
  private long previousNanos;
  private long nextTry;

  WriteTrouble(String name, Clock clock, RandomGenerator random) {
    this.name = name;
    this.clock = clock;
    this.random = random;
  }

  /** Whether the latest write failed. */
  boolean isOn() {
    return failures > 0;
  }

  /** The nanoseconds until what nobody waits for is tried again; zero or less if that is now. */
  long pause() {
    return failures == 0 ? 0 : nextTry - clock.nanoTime();
  }

  /** A write failed. */
  void failed(Failure failure, int messages) {
    long now = clock.nanoTime();
    if (failures++ == 0) {
      since = now;
      previousNanos = backoff.baseNanos();
    }
    previousNanos = backoff.delayNanos(failures, previousNanos, random.nextDouble());
    nextTry = now + previousNanos;
    if (isPowerOfTen(failures)) {
      LOG.warn(
          "{} cannot be written: {}; {} refused, failure {} in a row",
          name,
          failure.words(),
          messages == 1 ? "1 message" : messages + " messages",
          failures);
    }
  }

  /** A write succeeded. */
  void over() {
    if (failures > 0) {
      LOG.info(
          "{} can be written again, after {} failures and {} ms",
          name,
          failures,
          TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - since));
      failures = 0;
    }
  }

  private static boolean isPowerOfTen(int number) {
    int rest = number;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
