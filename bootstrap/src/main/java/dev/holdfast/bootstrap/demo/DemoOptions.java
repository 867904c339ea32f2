package dev.holdfast.bootstrap.demo;

import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import java.time.Duration;
import java.util.Optional;

/**
 * How the demonstration is to run.
 *
 * @param protocol what gateway and daemon speak
 * @param duration when it ends by itself; empty to go on until it is interrupted
 * @param every how long the link is up between two faults; above zero
 * @param port where the gateway listens; 0 for any free port
 * @param pagePort where the status page is; 0 for any free port
 * @param seed decides the order of the faults and the noise in the readings
 */
public record DemoOptions(
    GatewayProtocol protocol,
    Optional<Duration> duration,
    Duration every,
    int port,
    int pagePort,
    long seed) {

  /** Checks the ranges. */
  public DemoOptions {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("every must be above zero but was " + every);
    }
    if (duration.isPresent() && (duration.get().isNegative() || duration.get().isZero())) {
      throw new IllegalArgumentException("duration must be above zero but was " + duration.get());
    }
  }
}
