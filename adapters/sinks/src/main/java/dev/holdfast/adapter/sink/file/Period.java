package dev.holdfast.adapter.sink.file;

import java.time.Duration;

/** How often a new file is begun, in UTC. */
public enum Period {
  /** At every full hour. */
  HOUR(Duration.ofHours(1)),
  /** At midnight. */
  DAY(Duration.ofDays(1));

  private final long millis;

  Period(Duration length) {
    this.millis = length.toMillis();
  }

  /** Whether two moments, in milliseconds since 1970, belong into one file. */
  boolean areSame(long oneMillis, long otherMillis) {
    return Math.floorDiv(oneMillis, millis) == Math.floorDiv(otherMillis, millis);
  }
}
