package dev.holdfast.adapter.adminhttp;

/**
 * A line of the log, as people see it.
 *
 * @param number counts the lines of the process, without gaps
 * @param atMillis when it was logged, by the time of day
 * @param level such as {@code info}
 * @param source what it is about, such as {@code connection}
 * @param connection the id of the connection that it is about; empty if it is about none, or the
 *     only one
 * @param text what it says; secrets are masked
 */
public record LogLine(
    long number, long atMillis, String level, String source, String connection, String text) {}
