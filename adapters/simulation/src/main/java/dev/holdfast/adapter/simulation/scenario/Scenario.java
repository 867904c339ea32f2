package dev.holdfast.adapter.simulation.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a fleet goes through. The first fault strikes at second 0, whatever its date in the file;
 * before it every device is up and sends heartbeats, unless the first fault is a cold start.
 *
 * @param name short and unique, for command lines and tables
 * @param description one sentence for people
 * @param devices how many connections, from 1 to {@value #DEVICES_MAX}
 * @param seed what decides all draws
 * @param duration simulated time at most, from second 0; above zero, at most {@link #LONGEST}
 * @param network the way to the gateway
 * @param gateway what the gateway can take
 * @param faults what goes wrong, in the order in which it begins; at least one
 */
public record Scenario(
    String name,
    String description,
    int devices,
    long seed,
    Duration duration,
    Network network,
    Gateway gateway,
    List<Fault> faults) {

  /** The largest fleet. */
  public static final int DEVICES_MAX = 10_000_000;

  /** The longest duration of anything in a scenario. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Checks the ranges, puts the faults in order and lets the first strike at second 0. */
  public Scenario {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a scenario needs a name");
    }
    Objects.requireNonNull(description, "description");
    if (devices < 1 || devices > DEVICES_MAX) {
      throw new IllegalArgumentException(
          "devices must be between 1 and " + DEVICES_MAX + " but was " + devices);
    }
    Ranges.requirePositive("duration", duration);
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(gateway, "gateway");
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a scenario needs a fault");
    }
    Duration first = faults.stream().map(Fault::at).min(Comparator.naturalOrder()).orElseThrow();
    faults =
        faults.stream()
            .map(fault -> fault.startingAt(fault.at().minus(first)))
            .sorted(Comparator.comparing(Fault::at))
            .toList();
  }

  /** When the last fault is over, from second 0. */
  public Duration recovery() {
    return faults.stream().map(Fault::end).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The same with another number of devices. */
  public Scenario withDevices(int value) {
    return new Scenario(name, description, value, seed, duration, network, gateway, faults);
  }

  /** The same with other draws. */
  public Scenario withSeed(long value) {
    return new Scenario(name, description, devices, value, duration, network, gateway, faults);
  }

  /** The same, simulated for longer or shorter. */
  public Scenario withDuration(Duration value) {
    return new Scenario(name, description, devices, seed, value, network, gateway, faults);
  }

  /** The same over another network. */
  public Scenario withNetwork(Network value) {
    return new Scenario(name, description, devices, seed, duration, value, gateway, faults);
  }

  /** The same with another gateway. */
  public Scenario withGateway(Gateway value) {
    return new Scenario(name, description, devices, seed, duration, network, value, faults);
  }

  /** The same with other faults. */
  public Scenario withFaults(List<Fault> value) {
    return new Scenario(name, description, devices, seed, duration, network, gateway, value);
  }

  /**
   * A time that is drawn anew each time: log-normal, never below zero.
   *
   * @param median half of the draws are below
   * @param p99 99 of 100 draws are below; at least the median; equal to it for no spread at all
   */
  public record Spread(Duration median, Duration p99) {

    /** Checks the ranges. */
    public Spread {
      Ranges.requireNotNegative("median", median);
      if (p99.compareTo(median) < 0) {
        throw new IllegalArgumentException("p99 must be at least the median but was " + p99);
      }
      if (median.isZero() && !p99.isZero()) {
        throw new IllegalArgumentException("p99 must be zero where the median is, but was " + p99);
      }
      Ranges.requireNotNegative("p99", p99);
    }

    /** Always the same. */
    public static Spread exactly(Duration value) {
      return new Spread(value, value);
    }
  }

  /**
   * The way to the gateway.
   *
   * @param handshake from dial to the gateway's answer to the upgrade: TCP, TLS and HTTP
   * @param roundTrip from any message to its answer, a refused TCP connection included
   * @param heartbeatLoss the probability that a heartbeat is not answered, from 0 to 1
   */
  public record Network(Spread handshake, Spread roundTrip, double heartbeatLoss) {

    /** Checks the ranges. */
    public Network {
      Objects.requireNonNull(handshake, "handshake");
      Objects.requireNonNull(roundTrip, "roundTrip");
      Ranges.requireShare("heartbeatLoss", heartbeatLoss);
    }
  }

  /**
   * What the gateway can take, all its nodes together; a node that is away takes its share of each
   * number with it.
   *
   * @param nodes how many, from 1 to {@value #NODES_MAX}
   * @param acceptRate attempts that it lets in per second; 0 for no limit. A tenth of a second's
   *     worth may come at once
   * @param handshakes attempts under way at the same time; 0 for no limit
   * @param connections links at the same time, those under way included; 0 for no limit
   * @param queue attempts that wait for their turn when it is over capacity; 0 for none
   * @param overCapacity what becomes of attempts that find the queue full
   */
  public record Gateway(
      int nodes, int acceptRate, int handshakes, int connections, int queue, Refusal overCapacity) {

    /** The most nodes. */
    public static final int NODES_MAX = 100;

    /** The longest queue. */
    public static final int QUEUE_MAX = 10_000_000;

    /** One node that takes whatever comes. */
    public static final Gateway UNLIMITED = new Gateway(1, 0, 0, 0, 0, Refusal.REFUSED);

    /** Checks the ranges. */
    public Gateway {
      if (nodes < 1 || nodes > NODES_MAX) {
        throw new IllegalArgumentException(
            "nodes must be between 1 and " + NODES_MAX + " but was " + nodes);
      }
      Ranges.requireNotNegative("acceptRate", acceptRate);
      Ranges.requireNotNegative("handshakes", handshakes);
      Ranges.requireNotNegative("connections", connections);
      Ranges.requireNotNegative("queue", queue);
      if (queue > QUEUE_MAX) {
        throw new IllegalArgumentException(
            "queue must be at most " + QUEUE_MAX + " but was " + queue);
      }
      Objects.requireNonNull(overCapacity, "overCapacity");
    }
  }

  /**
   * What a device sees whose attempt comes to nothing.
   *
   * @param how what it sees
   * @param status the HTTP status, from 300 to 599; 0 unless it is turned down
   * @param retryAfter how long it is told to stay away; only if it is turned down
   */
  public record Refusal(How how, int status, Optional<Duration> retryAfter) {

    /** The ways. */
    public enum How {
      /** The TCP connection is refused. */
      REFUSED,
      /** Nothing is answered. */
      IGNORED,
      /** The upgrade is answered with an HTTP status. */
      TURNED_DOWN
    }

    /** The TCP connection is refused. */
    public static final Refusal REFUSED = new Refusal(How.REFUSED, 0, Optional.empty());

    /** Nothing is answered. */
    public static final Refusal IGNORED = new Refusal(How.IGNORED, 0, Optional.empty());

    /** Checks that the parts belong together. */
    public Refusal {
      boolean turnedDown = how == How.TURNED_DOWN;
      if (turnedDown ? status < 300 || status > 599 : status != 0) {
        throw new IllegalArgumentException("no status " + status + " where it is " + how);
      }
      if (retryAfter.isPresent()) {
        if (!turnedDown) {
          throw new IllegalArgumentException("no Retry-After without an HTTP status");
        }
        Ranges.requireNotNegative("retryAfter", retryAfter.get());
      }
    }

    /** The upgrade is answered with an HTTP status, and perhaps with Retry-After. */
    public static Refusal status(int status, Optional<Duration> retryAfter) {
      return new Refusal(How.TURNED_DOWN, status, retryAfter);
    }
  }
}
