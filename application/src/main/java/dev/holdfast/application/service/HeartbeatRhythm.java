package dev.holdfast.application.service;

import dev.holdfast.application.port.out.HeartbeatMode;
import java.time.Duration;

/**
 * Which heartbeats of one link are messages. All of them, unless the gateway dictated that it wants
 * them less often than we look after the link: then pings come between. Loop thread only.
 */
final class HeartbeatRhythm {

  private final HeartbeatMode mode;
  private final long intervalNanos;

  /** How long from message to message at most; 0 for as often as a heartbeat is due. */
  private long wantedNanos;

  private long latestNanos;

  /**
   * One that nobody dictates yet.
   *
   * @param interval how long silence lasts until a heartbeat is due
   */
  HeartbeatRhythm(HeartbeatMode mode, Duration interval) {
    this.mode = mode;
    this.intervalNanos = interval.toNanos();
  }

  /** The gateway dictates how often; it has just heard of us. */
  void wanted(Duration interval, long nowNanos) {
    wantedNanos = interval.toNanos();
    latestNanos = nowNanos;
  }

  /** Whether the heartbeat that is due is a message. */
  boolean isMessage(long nowNanos) {
    if (mode != HeartbeatMode.MESSAGE) {
      return false;
    }
    // The next one may be due only when the interval is over.
    boolean due = wantedNanos == 0 || nowNanos - latestNanos + intervalNanos > wantedNanos;
    if (due) {
      latestNanos = nowNanos;
    }
    return due;
  }
}
