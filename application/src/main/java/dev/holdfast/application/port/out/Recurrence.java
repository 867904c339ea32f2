package dev.holdfast.application.port.out;

import java.util.OptionalLong;

/** When something is to be done again and again. Pure; any thread. */
@FunctionalInterface
public interface Recurrence {

  /**
   * The next time.
   *
   * @param wallMillis after when, in milliseconds since 1970-01-01T00:00Z
   * @return later than that; empty for never again
   */
  OptionalLong nextAfter(long wallMillis);

  /**
   * At every multiple of a period since 1970, moved by an offset: a restart does not change when.
   *
   * @param periodMillis above zero
   * @param offsetMillis from 0 to below the period; different for each connection of a fleet
   */
  static Recurrence every(long periodMillis, long offsetMillis) {
    return new Periodic(periodMillis, offsetMillis);
  }

  /**
   * Every so often.
   *
   * @param periodMillis above zero
   * @param offsetMillis from 0 to below the period
   */
  record Periodic(long periodMillis, long offsetMillis) implements Recurrence {

    /** Checks the ranges. */
    public Periodic {
      if (periodMillis <= 0 || offsetMillis < 0 || offsetMillis >= periodMillis) {
        throw new IllegalArgumentException(
            "no recurrence: every " + periodMillis + " ms, offset " + offsetMillis + " ms");
      }
    }

    @Override
    public OptionalLong nextAfter(long wallMillis) {
      long periods = Math.floorDiv(wallMillis - offsetMillis, periodMillis);
      return OptionalLong.of((periods + 1) * periodMillis + offsetMillis);
    }
  }
}
