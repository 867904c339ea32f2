package dev.holdfast.application.service;

/** Something that wants to be looked at when its time has come. Loop thread only. */
interface Timed {

  /** What {@link #nanosUntilDue} answers when nothing is waited for. */
  long NEVER = Long.MAX_VALUE;

  /**
   * How long it may be left alone.
   *
   * @param now the present reading of the monotonic clock
   * @return nanoseconds, 0 or less if it is due, {@link #NEVER} if nothing is waited for
   */
  long nanosUntilDue(long now);

  /** Does what is due. Early and spurious calls are harmless. */
  void timePassed(long now);
}
