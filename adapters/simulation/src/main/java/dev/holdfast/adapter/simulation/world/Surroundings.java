package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;

/**
 * What all lives of one world share.
 *
 * @param time when
 * @param story what is told of it
 * @param faults the weather
 * @param sabotage the bugs that were planted
 */
record Surroundings(VirtualTime time, Story story, Faults faults, Sabotage sabotage) {}
