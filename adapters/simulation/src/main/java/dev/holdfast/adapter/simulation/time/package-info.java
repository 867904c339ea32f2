/** Virtual time: one queue of everything that will happen, and event loops that live in it. */
@NullMarked
package dev.holdfast.adapter.simulation.time;

import org.jspecify.annotations.NullMarked;
