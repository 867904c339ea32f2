/** Tests of the exploration of every state. */
package dev.holdfast.adapter.simulation.model;
