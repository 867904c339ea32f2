package dev.holdfast.adapter.protocol.described;

import java.time.Duration;

/**
 * Where the gateway says, in a message of the login, how often it wants heartbeats.
 *
 * @param slot the place of a number
 * @param millisPerUnit what it counts, in milliseconds
 */
public record HeartbeatWish(int slot, long millisPerUnit) {

  /** Whatever a gateway asks for beyond it is no interval. */
  private static final double MILLIS_MOST = Duration.ofDays(365).toMillis();

  /** The interval; negative if the place holds no such number. */
  Duration interval(Fields fields) {
    double number = Numbers.parse(fields.text(slot));
    if (Double.isNaN(number) || number < 0) {
      return Duration.ofMillis(-1);
    }
    return Duration.ofMillis((long) Math.min(number * millisPerUnit, MILLIS_MOST));
  }
}
