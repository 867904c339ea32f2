package dev.holdfast.bootstrap.config;

import dev.holdfast.domain.backoff.Backoff;
import java.time.Duration;

/**
 * What waits in front of a sink, and what happens while it takes nothing.
 *
 * @param maxMessages how many messages may wait
 * @param maxBytes how large they may be together
 * @param whenFull what happens beyond that
 * @param batchMessages the most messages that are written together
 * @param batchBytes the most bytes that are written together
 * @param linger how long a batch waits for more
 * @param retry the pauses between tries
 */
public record SinkQueueConfig(
    int maxMessages,
    long maxBytes,
    WhenFull whenFull,
    int batchMessages,
    long batchBytes,
    Duration linger,
    Backoff retry) {

  /** What becomes of messages while the queue is full. */
  public enum WhenFull {
    /** Reading from the gateways stops. */
    BLOCK,
    /** The newest is lost. */
    DROP_NEWEST,
    /** The oldest is lost. */
    DROP_OLDEST
  }
}
