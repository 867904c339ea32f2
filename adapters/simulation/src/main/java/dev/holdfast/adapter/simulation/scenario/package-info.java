/**
 * What a fleet goes through: how many devices, over which network, to which gateway, and what goes
 * wrong when. Scenarios are small YAML files; a dozen come with the product. The roots are {@code
 * Scenario} and {@code Scenarios}.
 */
@NullMarked
package dev.holdfast.adapter.simulation.scenario;

import org.jspecify.annotations.NullMarked;
