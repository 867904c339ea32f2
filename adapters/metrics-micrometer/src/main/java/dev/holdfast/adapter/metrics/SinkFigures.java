package dev.holdfast.adapter.metrics;

/**
 * One sink now.
 *
 * @param sink its name
 * @param waiting messages that it has taken and not written
 * @param lagMillis how long the oldest of these has waited
 * @param lost messages that it has lost since the start
 */
public record SinkFigures(String sink, long waiting, long lagMillis, long lost) {}
