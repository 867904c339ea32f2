package dev.holdfast.adapter.outbox;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failures in a row of one deed: how long to wait, and what to say about it. One thread. */
final class WriteTrouble {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  /** What fails. */
  enum Deed {
    /** A transaction. */
    WRITE("cannot be written", "can be written again"),
    /** Moving what the log holds into the database. */
    EMPTY_LOG("cannot take over what its log holds", "takes over what its log holds again");

    private final String fails;
    private final String works;

    Deed(String fails, String works) {
      this.fails = fails;
      this.works = works;
    }
  }

  private final String name;
  private final Deed deed;
  private final Clock clock;
  private final RandomGenerator random;
  private final BackoffPolicy backoff = Backoff.defaults();
  private int failures;
  private long since;
  private long previousNanos;
  private long nextTry;

  WriteTrouble(String name, Deed deed, Clock clock, RandomGenerator random) {
    this.name = name;
    this.deed = deed;
    this.clock = clock;
    this.random = random;
  }

  /** Whether the latest try failed. */
  boolean isOn() {
    return failures > 0;
  }

  /**
   * The nanoseconds until what nobody waits for should be tried again; zero or less if that is now.
   */
  long pause() {
    return failures == 0 ? 0 : nextTry - clock.nanoTime();
  }

  /**
   * It failed.
   *
   * @param consequence for people
   */
  void failed(Failure failure, String consequence) {
    long now = clock.nanoTime();
    if (failures++ == 0) {
      since = now;
      previousNanos = backoff.baseNanos();
    }
    previousNanos = backoff.delayNanos(failures, previousNanos, random.nextDouble());
    nextTry = now + previousNanos;
    if (isPowerOfTen(failures)) {
      LOG.warn(
          "{} {}: {}; {}, failure {} in a row",
          name,
          deed.fails,
          failure.words(),
          consequence,
          failures);
    }
  }

  /** It succeeded. */
  void over() {
    if (failures > 0) {
      LOG.info(
          "{} {}, after {} failures and {} ms",
          name,
          deed.works,
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
