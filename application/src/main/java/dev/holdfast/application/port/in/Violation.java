package dev.holdfast.application.port.in;

import java.time.Duration;

/**
 * An invariant that does not hold now.
 *
 * @param invariant which
 * @param connection where; empty if it is about the process
 * @param words what is seen, for people
 * @param lasting how long it has been seen so far
 */
public record Violation(Invariant invariant, String connection, String words, Duration lasting) {}
