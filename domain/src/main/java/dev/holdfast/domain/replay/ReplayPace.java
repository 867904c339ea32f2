package dev.holdfast.domain.replay;

/**
 * Says when the next message that waited for a link may follow. The gaps are drawn between half and
 * one and a half of their mean, so that devices that began together do not go on in step.
 *
 * <p>Not thread-safe; it reads no clock.
 */
public final class ReplayPace {

  /** How far it may have fallen behind and still catch up: timers are not that exact. */
  private static final long CATCH_UP_NANOS = 20_000_000;

  private final int burst;
  private final long gapNanos;
  private int atOnce;
  private long dueNanos;

  /**
   * Nothing has waited yet.
   *
   * @param policy how fast
   * @param now the present reading of the monotonic clock
   */
  public ReplayPace(ReplayPolicy policy, long now) {
    this.burst = policy.burst();
    this.gapNanos = policy.gapNanos();
    restart(now);
  }

  /**
   * There is a new link.
   *
   * @param now the present reading of the monotonic clock
   */
  public void restart(long now) {
    atOnce = burst;
    dueNanos = now;
  }

  /**
   * How long to wait before the next message.
   *
   * @param now the present reading of the monotonic clock
   * @return nanoseconds; 0 or less if it may go now
   */
  public long nanosUntilNext(long now) {
    return atOnce > 0 ? 0 : dueNanos - now;
  }

  /**
   * A message went.
   *
   * @param now the present reading of the monotonic clock
   * @param random in [0, 1)
   */
  public void went(long now, double random) {
    if (atOnce > 0) {
      atOnce--;
      dueNanos = now;
    }
    long from = now + Math.max(dueNanos - now, -CATCH_UP_NANOS);
    dueNanos = from + (long) (gapNanos * (0.5 + random));
  }
}
