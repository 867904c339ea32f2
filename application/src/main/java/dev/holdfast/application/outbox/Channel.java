package dev.holdfast.application.outbox;

/** A lane, as the outbox drives it. Loop thread only. */
interface Channel extends Lane {

  /**
   * There is a new link.
   *
   * @param session its number
   * @param isNew whether nothing was sent on it yet, so that what waits has waited for it
   */
  void up(long session, boolean isNew);

  /**
   * Sends what may go out, as long as the link takes it.
   *
   * @param outlet the link
   * @param max at most so many messages
   * @return how many were sent
   */
  int pump(Outlet outlet, int max);

  /** The size of the largest message that is on its way; 0 if there is none. */
  long largestOnTheWay();

  /** How many are on their way, or have come back from it, of those that {@link #depth} counts. */
  int counted();

  /** The link is gone. */
  void down();

  /** Whether it has more to send, or to read, when some time has passed. */
  boolean isWaiting();

  /**
   * How long that is; asked only if it is waiting.
   *
   * @param now the present reading of the monotonic clock
   * @return nanoseconds, 0 or less if it is over
   */
  long nanosUntilDue(long now);

  /** How many messages would be lost, or left in doubt, if the process ended now. */
  int unsettled();
}
