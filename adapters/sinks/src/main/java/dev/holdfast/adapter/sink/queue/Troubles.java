package dev.holdfast.adapter.sink.queue;

import dev.holdfast.domain.backoff.BackoffPolicy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failures of a target in a row: how long to wait, and what to say about it. One thread. */
final class Troubles {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private final String sink;
  private final BackoffPolicy backoff;
  private final RandomGenerator random;

  private int failures;
  private long since;
  private long previousNanos;
  private long nextTry;

  Troubles(String sink, BackoffPolicy backoff, RandomGenerator random) {
    this.sink = sink;
    this.backoff = backoff;
    this.random = random;
  }

  /** The nanoseconds until the next try; zero or less if it may be made now. */
  long pause(long now) {
    return failures == 0 ? 0 : nextTry - now;
  }

  /** Cuts a pause short. */
  void tryNow(long now) {
    nextTry = now;
  }

  /**
   * The target failed.
   *
   * @param notBeforeNanos the least that the pause must last
   */
  void failed(long now, String why, long notBeforeNanos) {
    if (failures++ == 0) {
      since = now;
      previousNanos = backoff.baseNanos();
    }
    previousNanos = backoff.delayNanos(failures, previousNanos, random.nextDouble());
    long delay = Math.max(previousNanos, notBeforeNanos);
    nextTry = now + delay;
    if (Losses.passesPowerOfTen(failures - 1L, failures)) {
      LOG.warn(
          "sink {}: {}; next try in {} ms, failure {}",
          sink,
          why,
          TimeUnit.NANOSECONDS.toMillis(delay),
          failures);
    }
  }

  /** The target works. */
  void over(long now) {
    if (failures > 0) {
      LOG.info(
          "sink {}: works again after {} failures and {} ms",
          sink,
          failures,
          TimeUnit.NANOSECONDS.toMillis(now - since));
      failures = 0;
    }
  }

  /** The target will never work again. */
  void gone(String why) {
    LOG.error("sink {}: takes no more messages: {}", sink, why);
  }

  /** What happened, in words: some exceptions carry none but a file name. */
  static String words(IOException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("");
    boolean fileNameOnly = e instanceof FileSystemException failed && failed.getReason() == null;
    String kind = e.getClass().getSimpleName();
    return message.isEmpty() ? kind : fileNameOnly ? kind + " " + message : message;
  }
}
