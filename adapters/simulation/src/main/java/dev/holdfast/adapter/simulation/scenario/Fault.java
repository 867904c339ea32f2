package dev.holdfast.adapter.simulation.scenario;

import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Something that goes wrong for a time. */
public sealed interface Fault {

  /** When it begins, from second 0. */
  Duration at();

  /** How long it lasts. */
  Duration length();

  /** When it is over, from second 0. */
  default Duration end() {
    return at().plus(length());
  }

  /** The same at another date. */
  Fault startingAt(Duration at);

  /**
   * The gateway is gone: all links end, no attempt succeeds.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param links how links end that are open when it begins
   * @param spread they end within this time
   * @param attempts what becomes of attempts
   * @param ramp how the gateway comes back
   */
  record Outage(
      Duration at,
      Duration length,
      LinkEnd links,
      Duration spread,
      Refusal attempts,
      Optional<Ramp> ramp)
      implements Fault {

    /** Checks the ranges. */
    public Outage {
      requireTimes(at, length);
      Objects.requireNonNull(links, "links");
      requireWithin("spread", spread, length);
      Objects.requireNonNull(attempts, "attempts");
      Objects.requireNonNull(ramp, "ramp");
    }

    @Override
    public Fault startingAt(Duration value) {
      return new Outage(value, length, links, spread, attempts, ramp);
    }
  }

  /**
   * A slow recovery: after the outage the rate at which attempts are let in grows evenly, and then
   * is what the gateway has.
   *
   * @param from per second, at its begin
   * @param to per second, at its end
   * @param length how long it takes
   */
  record Ramp(int from, int to, Duration length) {

    /** Checks the ranges. */
    public Ramp {
      if (from < 1 || to < from) {
        throw new IllegalArgumentException("no ramp from " + from + " to " + to + " per second");
      }
      Ranges.requirePositive("length", length);
    }
  }

  /**
   * One node after the other restarts; the others take its devices.
   *
   * @param at when the first goes
   * @param nodes how many restart
   * @param away how long each is away
   * @param pause how long after one is back the next one goes
   * @param links how its links end
   * @param spread they end within this time
   */
  record RollingRestart(
      Duration at, int nodes, Duration away, Duration pause, LinkEnd links, Duration spread)
      implements Fault {

    /** Checks the ranges. */
    public RollingRestart {
      if (nodes < 1 || nodes > Scenario.Gateway.NODES_MAX) {
        throw new IllegalArgumentException(
            "nodes must be between 1 and " + Scenario.Gateway.NODES_MAX + " but was " + nodes);
      }
      Ranges.requireNotNegative("at", at);
      Ranges.requirePositive("away", away);
      Ranges.requireNotNegative("pause", pause);
      Objects.requireNonNull(links, "links");
      requireWithin("spread", spread, away);
    }

    @Override
    public Duration length() {
      return away.plus(pause).multipliedBy(nodes).minus(pause);
    }

    @Override
    public Fault startingAt(Duration value) {
      return new RollingRestart(value, nodes, away, pause, links, spread);
    }
  }

  /**
   * The gateway drops all links, lets everybody in, and drops them again.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param upFor how long after it came up each link is dropped
   * @param links how
   */
  record Flapping(Duration at, Duration length, Duration upFor, LinkEnd links) implements Fault {

    /** Checks the ranges. */
    public Flapping {
      requireTimes(at, length);
      Ranges.requirePositive("upFor", upFor);
      Objects.requireNonNull(links, "links");
    }

    @Override
    public Fault startingAt(Duration value) {
      return new Flapping(value, length, upFor, links);
    }
  }

  /**
   * Packets of some devices vanish: their links are half-open, their attempts time out. What is
   * still there when it is over goes on.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param share the share of the devices, from 0 to 1
   */
  record Partition(Duration at, Duration length, double share) implements Fault {

    /** Checks the ranges. */
    public Partition {
      requireTimes(at, length);
      Ranges.requireShare("share", share);
    }

    @Override
    public Fault startingAt(Duration value) {
      return new Partition(value, length, share);
    }
  }

  /**
   * A load balancer cuts links on which nothing was sent for too long.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param silence how long is too long
   * @param links how it cuts them
   */
  record IdleCut(Duration at, Duration length, Duration silence, LinkEnd links) implements Fault {

    /** Checks the ranges. */
    public IdleCut {
      requireTimes(at, length);
      Ranges.requirePositive("silence", silence);
      Objects.requireNonNull(links, "links");
    }

    @Override
    public Fault startingAt(Duration value) {
      return new IdleCut(value, length, silence, links);
    }
  }

  /**
   * Heartbeats are lost.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param probability that a heartbeat is not answered, from 0 to 1
   */
  record HeartbeatLoss(Duration at, Duration length, double probability) implements Fault {

    /** Checks the ranges. */
    public HeartbeatLoss {
      requireTimes(at, length);
      Ranges.requireShare("probability", probability);
    }

    @Override
    public Fault startingAt(Duration value) {
      return new HeartbeatLoss(value, length, probability);
    }
  }

  /**
   * The gateway stands still: its host takes TCP connections, but nothing is answered.
   *
   * @param at when it begins
   * @param length how long it lasts
   * @param dies whether it then dies, so that all links and attempts are reset, or goes on
   */
  record Freeze(Duration at, Duration length, boolean dies) implements Fault {

    /** Checks the ranges. */
    public Freeze {
      requireTimes(at, length);
    }

    @Override
    public Fault startingAt(Duration value) {
      return new Freeze(value, length, dies);
    }
  }

  /**
   * Nobody is up: all devices are switched on. Only as the first fault.
   *
   * @param at when the first is switched on
   * @param length the last is switched on within this time; the gateway can be reached all along
   */
  record ColdStart(Duration at, Duration length) implements Fault {

    /** Checks the ranges. */
    public ColdStart {
      requireTimes(at, length);
    }

    /** The gateway can be reached from the begin. */
    @Override
    public Duration end() {
      return at;
    }

    @Override
    public Fault startingAt(Duration value) {
      return new ColdStart(value, length);
    }
  }

  private static void requireTimes(Duration at, Duration length) {
    Ranges.requireNotNegative("at", at);
    Ranges.requirePositive("length", length);
  }

  private static void requireWithin(String name, Duration value, Duration bound) {
    if (value.isNegative() || value.compareTo(bound) > 0) {
      throw new IllegalArgumentException(
          name + " must be between zero and " + bound + " but was " + value);
    }
  }
}
