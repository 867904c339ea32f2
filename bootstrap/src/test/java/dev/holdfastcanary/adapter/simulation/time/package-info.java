/** Canaries in virtual time. */
package dev.holdfastcanary.adapter.simulation.time;
