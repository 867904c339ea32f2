package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * Says when the next fault of a plan is due, from what it is told about the link.
 *
 * <p>It reads no clock and arms no timer; times are durations since any fixed origin and must not
 * go backwards. One thread at a time.
 */
final class FaultSchedule {

  private final FaultPlan plan;
  private int begun;
  private Optional<Duration> nextAt = Optional.empty();

  FaultSchedule(FaultPlan plan) {
    this.plan = plan;
  }

  /**
   * A connection was accepted. Starts the time to the next fault, unless it runs already.
   *
   * @return when the next fault is due, if this call set it
   */
  Optional<Duration> linkUp(Duration now) {
    if (nextAt.isPresent()) {
      return Optional.empty();
    }
    nextAt = Optional.of(now.plus(begun == 0 ? plan.firstAfter() : plan.every()));
    return nextAt;
  }

  /**
   * The fault that begins now, if one is due. Asking too early changes nothing. With no connection
   * open the fault keeps its place and waits for the next {@link #linkUp}: it would hit nobody.
   */
  Optional<Fault> due(Duration now, boolean connectionOpen) {
    if (nextAt.isEmpty() || now.compareTo(nextAt.get()) < 0) {
      return Optional.empty();
    }
    nextAt = Optional.empty();
    if (!connectionOpen) {
      return Optional.empty();
    }
    Fault fault = plan.order().get(begun % plan.order().size());
    begun++;
    return Optional.of(fault);
  }
}
