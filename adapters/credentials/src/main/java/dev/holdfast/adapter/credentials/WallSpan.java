package dev.holdfast.adapter.credentials;

import java.time.Duration;

/**
 * A span of the time of day. A clock that was set back is before the start, one that was set
 * forward behind the end: whatever was to hold for the span then holds no longer, and is found out
 * anew. So no jump of the clock makes anything last for ever.
 *
 * @param fromMillis when it begins, as {@link dev.holdfast.application.port.out.WallClock} says
 * @param length how long it lasts; not negative
 */
record WallSpan(long fromMillis, Duration length) {

  /** Whether this moment lies within. */
  boolean covers(long millis) {
    return millis >= fromMillis && millis - fromMillis < length.toMillis();
  }
}
