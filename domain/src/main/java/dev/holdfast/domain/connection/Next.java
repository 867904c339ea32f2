package dev.holdfast.domain.connection;

import java.time.Duration;

/** What happens after a transition, as far as it is known. */
public sealed interface Next {

  /** Nothing is planned: the connection is on its way, or up. */
  Next OPEN_ENDED = new OpenEnded();

  /** Nothing is planned. */
  record OpenEnded() implements Next {}

  /**
   * Another attempt.
   *
   * @param delayNanos how long until it starts, in nanoseconds
   * @param failures failed attempts since the connection was last stable; 0 after a planned
   *     rotation
   * @param unhealthy whether this is the slow retry after rejected credentials, which somebody
   *     should look at
   */
  record Retry(long delayNanos, int failures, boolean unhealthy) implements Next {

    /** How long until it starts. */
    public Duration delay() {
      return Duration.ofNanos(delayNanos);
    }
  }

  /**
   * No further attempt.
   *
   * @param reason why not
   */
  record Stop(StopReason reason) implements Next {}
}
