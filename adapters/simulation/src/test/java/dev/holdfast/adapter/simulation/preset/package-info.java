/** Tests of the policies of other systems. */
package dev.holdfast.adapter.simulation.preset;
