package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.EventRecorder;
import java.util.Optional;

/**
 * What all lives of one world share.
 *
 * @param time when
 * @param story what is told of it
 * @param faults the weather
 * @param sabotage the bugs that were planted
 * @param recorder who writes down what enters the machines
 */
record Surroundings(
    VirtualTime time,
    Story story,
    Faults faults,
    Sabotage sabotage,
    Optional<EventRecorder> recorder) {}
