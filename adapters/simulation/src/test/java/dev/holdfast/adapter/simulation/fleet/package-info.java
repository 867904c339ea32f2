/**
 * Tests of fleet storms: each fault on a fleet small enough to count, and the large ones by
 * figures.
 */
package dev.holdfast.adapter.simulation.fleet;
