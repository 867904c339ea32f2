package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults happen, in which order and how far apart.
 *
 * <p>The plan waits for the client: the first fault comes {@code firstAfter} after the first
 * connection was accepted, every other one {@code every} after a connection was accepted again. So
 * each fault can heal before the next one begins. The order is repeated for ever.
 *
 * @param firstAfter how long the link is up before the first fault; positive
 * @param every how long the link is up between two faults; positive
 * @param order the faults of one round; not empty
 */
public record FaultPlan(Duration firstAfter, Duration every, List<Fault> order) {

  /** Checks the ranges and copies the order. */
  public FaultPlan {
    requirePositive("firstAfter", firstAfter);
    requirePositive("every", every);
    order = List.copyOf(order);
    if (order.isEmpty()) {
      throw new IllegalArgumentException("order must name at least one fault");
    }
  }

  /**
   * Every fault once per round, in an order drawn from the seed: same seed, same order.
   *
   * @param firstAfter how long the link is up before the first fault; positive
   * @param every how long the link is up between two faults; positive
   * @param seed any number
   * @return the plan
   */
  public static FaultPlan everyFault(Duration firstAfter, Duration every, long seed) {
    List<Fault> order = new ArrayList<>(Arrays.asList(Fault.values()));
    // The algorithms of Random and shuffle are specified: the order is the same on every JDK.
    Collections.shuffle(order, new Random(seed));
    return new FaultPlan(firstAfter, every, order);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero: " + value);
    }
  }
}
