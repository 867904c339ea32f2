package dev.holdfast.application.service;

import dev.holdfast.domain.cause.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection is being ended.
 *
 * @param cause why
 * @param drainedByNanos until when what is queued may still be sent, on the monotonic clock
 * @param goneByNanos until when the socket is gone, in good order or not
 * @param asked whether the machine knows
 */
record Ending(Cause cause, long drainedByNanos, long goneByNanos, boolean asked) {

  /** More than this nobody waits; it also keeps the arithmetic from overflowing. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Begins one; an ending that was under way can be hastened but not put off. */
  static Ending begin(Cause cause, long nowNanos, Duration within, Optional<Ending> underWay) {
    long nanos = (within.compareTo(LONGEST) < 0 ? within : LONGEST).toNanos();
    if (underWay.isPresent()) {
      nanos = Math.min(nanos, Math.max(0, underWay.get().goneByNanos() - nowNanos));
    }
    return new Ending(cause, nowNanos + nanos / 2, nowNanos + nanos, false);
  }

  Ending asAsked() {
    return new Ending(cause, drainedByNanos, goneByNanos, true);
  }

  /** The next moment at which something is to be done about it. */
  long nextNanos() {
    return asked ? goneByNanos : drainedByNanos;
  }
}
