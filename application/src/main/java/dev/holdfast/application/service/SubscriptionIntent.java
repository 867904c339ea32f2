package dev.holdfast.application.service;

import dev.holdfast.domain.backoff.Backoff;

/** One subscription, and how far it has come on the present link. Loop thread only. */
final class SubscriptionIntent {

  private static final Backoff BACKOFF = Backoff.defaults();

  private final Subscription subscription;
  private boolean waits;
  private boolean acknowledged;
  private long askAgainAt;
  private long asked;
  private int failures;
  private long previousDelay = BACKOFF.baseNanos();

  SubscriptionIntent(Subscription subscription) {
    this.subscription = subscription;
  }

  Subscription subscription() {
    return subscription;
  }

  /** It is asked for; the answer to be heeded is the one to this question. */
  long ask() {
    waits = false;
    acknowledged = false;
    return ++asked;
  }

  /** Whether an answer is the one to the latest question, on a link that still is. */
  boolean heeds(long question) {
    return question == asked;
  }

  /**
   * The gateway took it.
   *
   * @param said whether it said so, in an answer
   */
  void accepted(boolean said) {
    acknowledged = said;
    failures = 0;
    previousDelay = BACKOFF.baseNanos();
  }

  /**
   * It was refused, or not answered.
   *
   * @param now the present reading of the monotonic clock
   * @param random uniform in [0, 1)
   * @return in how many nanoseconds to ask again
   */
  long refused(long now, double random) {
    failures++;
    previousDelay = BACKOFF.delayNanos(failures, previousDelay, random);
    waits = true;
    askAgainAt = now + previousDelay;
    return previousDelay;
  }

  /** Whether the gateway said, on the latest link that was up, that it took it. */
  boolean isAcknowledged() {
    return acknowledged;
  }

  int failures() {
    return failures;
  }

  /** The link is gone, and with it whatever was asked. */
  void linkLost() {
    waits = false;
    asked++;
  }

  long nanosUntilDue(long now) {
    return waits ? askAgainAt - now : Timed.NEVER;
  }
}
