/** Tests of the world: the promises hold in it, and every one of them can be seen to break. */
package dev.holdfast.adapter.simulation.world;
