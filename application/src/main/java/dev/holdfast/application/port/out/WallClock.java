package dev.holdfast.application.port.out;

/** The time of day, for time stamps that people or gateways read. Never used for deadlines. */
@FunctionalInterface
public interface WallClock {

  /** Milliseconds since 1970-01-01T00:00Z; may jump in both directions. Any thread. */
  long millis();
}
