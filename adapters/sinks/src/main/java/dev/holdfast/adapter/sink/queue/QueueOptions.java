package dev.holdfast.adapter.sink.queue;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.BackoffPolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * How much waits, how it is bundled, and what happens while the target is down.
 *
 * @param maxMessages how many messages may wait, those that are being written included; at least 1
 * @param maxBytes how large they may be together; a character of a text counts as a byte
 * @param whenFull what happens beyond one of these
 * @param batchMessages the most messages of a batch; at most {@code maxMessages}
 * @param batchBytes the size at which a batch is full; its last message may exceed it
 * @param linger how long a batch that is not full waits for more; zero to write what is there
 * @param backoff the pause after a failure, with its jitter
 * @param shared whether it is shared by connections of which none may take all of it; not with
 *     {@link WhenFull#DROP_OLDEST}, where the newest always have room
 */
public record QueueOptions(
    int maxMessages,
    long maxBytes,
    WhenFull whenFull,
    int batchMessages,
    long batchBytes,
    Duration linger,
    BackoffPolicy backoff,
    boolean shared) {

  /** One for a single connection. */
  public QueueOptions(
      int maxMessages,
      long maxBytes,
      WhenFull whenFull,
      int batchMessages,
      long batchBytes,
      Duration linger,
      BackoffPolicy backoff) {
    this(maxMessages, maxBytes, whenFull, batchMessages, batchBytes, linger, backoff, false);
  }

  /** Checks the ranges. */
  public QueueOptions {
    Objects.requireNonNull(whenFull, "whenFull");
    Objects.requireNonNull(backoff, "backoff");
    requireAtLeastOne("maxMessages", maxMessages);
    requireAtLeastOne("maxBytes", maxBytes);
    requireAtLeastOne("batchMessages", batchMessages);
    requireAtLeastOne("batchBytes", batchBytes);
    if (batchMessages > maxMessages) {
      throw new IllegalArgumentException(
          "batchMessages must be at most maxMessages " + maxMessages + " but was " + batchMessages);
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger must not be negative but was " + linger);
    }
  }

  /** 10,000 messages or 64 MiB, blocking; batches of 500 or 1 MiB, written at once; 1 s to 30 s. */
  public static QueueOptions defaults() {
    return new QueueOptions(
        10_000, 64L << 20, WhenFull.BLOCK, 500, 1L << 20, Duration.ZERO, Backoff.defaults());
  }

  /** The same with another bound on messages, and batches of at most that many. */
  public QueueOptions withMaxMessages(int messages) {
    return new QueueOptions(
        messages,
        maxBytes,
        whenFull,
        Math.min(batchMessages, messages),
        batchBytes,
        linger,
        backoff,
        shared);
  }

  /** The same with another bound on bytes. */
  public QueueOptions withMaxBytes(long bytes) {
    return new QueueOptions(
        maxMessages, bytes, whenFull, batchMessages, batchBytes, linger, backoff, shared);
  }

  /** The same with another answer to a full queue. */
  public QueueOptions withWhenFull(WhenFull other) {
    return new QueueOptions(
        maxMessages, maxBytes, other, batchMessages, batchBytes, linger, backoff, shared);
  }

  /** The same with other batches. */
  public QueueOptions withBatches(int messages, long bytes, Duration waiting) {
    return new QueueOptions(
        maxMessages, maxBytes, whenFull, messages, bytes, waiting, backoff, shared);
  }

  /** The same with other pauses. */
  public QueueOptions withBackoff(BackoffPolicy other) {
    return new QueueOptions(
        maxMessages, maxBytes, whenFull, batchMessages, batchBytes, linger, other, shared);
  }

  /** The same, shared by connections of which none may take all of it. */
  public QueueOptions asShared() {
    return new QueueOptions(
        maxMessages, maxBytes, whenFull, batchMessages, batchBytes, linger, backoff, true);
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but was " + value);
    }
  }
}
