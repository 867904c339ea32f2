/**
 * Benchmarks of rooms of the simulation that are not public, and therefore in its package; they are
 * not part of the module.
 */
package dev.holdfast.adapter.simulation.fleet;
