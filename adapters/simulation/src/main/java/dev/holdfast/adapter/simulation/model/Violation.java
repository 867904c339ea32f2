package dev.holdfast.adapter.simulation.model;

/**
 * Something that does not hold.
 *
 * @param property what
 * @param words what was seen
 * @param trace how to get there in as few steps as possible, line by line
 */
record Violation(Property property, String words, String trace) {}
