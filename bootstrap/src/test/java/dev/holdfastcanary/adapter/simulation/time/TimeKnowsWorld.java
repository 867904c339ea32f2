package dev.holdfastcanary.adapter.simulation.time;

import dev.holdfastcanary.adapter.simulation.world.WorldKnowsTime;

/** Wrong: time is below the world that lives in it. */
public final class TimeKnowsWorld {

  Class<?> world() {
    return WorldKnowsTime.class;
  }
}
