package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * How a demo gateway is to run.
 *
 * @param protocol what it speaks
 * @param host the address or host name to listen on
 * @param port the TCP port, 0 to 65535; 0 takes any free one
 * @param sensors how many sensors there are, 0 to {@link #MAX_SENSORS}
 * @param readingInterval the time between two readings that a sensor sends by itself, {@link
 *     #SHORTEST_INTERVAL} to {@link #LONGEST_INTERVAL}; of no use where readings are asked for
 * @param faults the faults that come by themselves; empty for a gateway that behaves
 * @param timings how long faults last
 * @param seed where the noise in the readings comes from; same seed, same waveforms
 */
public record GatewayOptions(
    GatewayProtocol protocol,
    String host,
    int port,
    int sensors,
    Duration readingInterval,
    Optional<FaultPlan> faults,
    FaultTimings timings,
    long seed) {

  /** The most sensors one gateway simulates. */
  public static final int MAX_SENSORS = 100;

  /** The shortest time between two readings. */
  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

  /** The longest time between two readings. */
  public static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

  /** Checks the ranges. */
  public GatewayOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (sensors < 0 || sensors > MAX_SENSORS) {
      throw new IllegalArgumentException("sensors must be 0 to " + MAX_SENSORS + ": " + sensors);
    }
    if (readingInterval.compareTo(SHORTEST_INTERVAL) < 0
        || readingInterval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "readingInterval must be "
              + SHORTEST_INTERVAL
              + " to "
              + LONGEST_INTERVAL
              + ": "
              + readingInterval);
    }
  }

  /**
   * The protocol json, loopback, any free port, 3 sensors, a reading every 500 ms, no faults, seed
   * 1.
   *
   * @return the defaults
   */
  public static GatewayOptions defaults() {
    return new GatewayOptions(
        GatewayProtocol.JSON,
        "127.0.0.1",
        0,
        3,
        Duration.ofMillis(500),
        Optional.empty(),
        FaultTimings.defaults(),
        1);
  }

  /**
   * The same in another protocol.
   *
   * @param newProtocol see {@link #protocol()}
   * @return the changed copy
   */
  public GatewayOptions withProtocol(GatewayProtocol newProtocol) {
    return new GatewayOptions(
        newProtocol, host, port, sensors, readingInterval, faults, timings, seed);
  }

  /**
   * The same with another address and port.
   *
   * @param newHost see {@link #host()}
   * @param newPort see {@link #port()}
   * @return the changed copy
   */
  public GatewayOptions withAddress(String newHost, int newPort) {
    return new GatewayOptions(
        protocol, newHost, newPort, sensors, readingInterval, faults, timings, seed);
  }

  /**
   * The same with other readings.
   *
   * @param newSensors see {@link #sensors()}
   * @param newInterval see {@link #readingInterval()}
   * @return the changed copy
   */
  public GatewayOptions withReadings(int newSensors, Duration newInterval) {
    return new GatewayOptions(protocol, host, port, newSensors, newInterval, faults, timings, seed);
  }

  /**
   * The same with faults that come by themselves.
   *
   * @param plan the plan
   * @return the changed copy
   */
  public GatewayOptions withFaults(FaultPlan plan) {
    return new GatewayOptions(
        protocol, host, port, sensors, readingInterval, Optional.of(plan), timings, seed);
  }

  /**
   * The same with faults of other lengths.
   *
   * @param newTimings see {@link #timings()}
   * @return the changed copy
   */
  public GatewayOptions withTimings(FaultTimings newTimings) {
    return new GatewayOptions(
        protocol, host, port, sensors, readingInterval, faults, newTimings, seed);
  }

  /**
   * The same with another seed.
   *
   * @param newSeed see {@link #seed()}
   * @return the changed copy
   */
  public GatewayOptions withSeed(long newSeed) {
    return new GatewayOptions(
        protocol, host, port, sensors, readingInterval, faults, timings, newSeed);
  }
}
