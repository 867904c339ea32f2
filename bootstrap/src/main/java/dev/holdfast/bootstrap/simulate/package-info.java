/**
 * Long simulations run for a person at a terminal or for a build: progress, an early end, files for
 * what comes of them. What is simulated is the simulation's business.
 */
@NullMarked
package dev.holdfast.bootstrap.simulate;

import org.jspecify.annotations.NullMarked;
