/**
 * The whole application under faults, in virtual time: real connections with everything around them
 * simulated, and a witness who checks the promises of the design after every step. The root is
 * {@code WorldRun}: one seed decides everything.
 */
@NullMarked
package dev.holdfast.adapter.simulation.world;

import org.jspecify.annotations.NullMarked;
