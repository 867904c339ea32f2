/**
 * Every state of the connection machine: exhaustive exploration of the real machine over all
 * events, all draws and all orders of its deadlines, with what must hold of every step and of every
 * run. The root is {@code Exploration}.
 */
@NullMarked
package dev.holdfast.adapter.simulation.model;

import org.jspecify.annotations.NullMarked;
