package dev.holdfastcanary.adapter.simulation.world;

import dev.holdfastcanary.adapter.simulation.time.TimeKnowsWorld;

/** Half of a cycle. */
public final class WorldKnowsTime {

  Class<?> time() {
    return TimeKnowsWorld.class;
  }
}
