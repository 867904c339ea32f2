package dev.holdfast.adapter.simulation.world;

import java.util.List;

/**
 * What of the accepted messages outlives a crash of the process: the one place that changes when
 * the outbox becomes durable.
 */
@FunctionalInterface
interface Survival {

  /** The outbox in memory: what was not handed to the operating system dies with the process. */
  Survival NOTHING = unsent -> List.of();

  /**
   * What the next process finds.
   *
   * @param unsent accepted and not confirmed, in order
   */
  List<String> of(List<String> unsent);
}
