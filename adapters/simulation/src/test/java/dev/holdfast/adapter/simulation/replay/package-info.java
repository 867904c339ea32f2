/** Tests of recordings: what was recorded is replayed bit for bit, and a difference is seen. */
package dev.holdfast.adapter.simulation.replay;
