/** Canaries in the simulated world. */
package dev.holdfastcanary.adapter.simulation.world;
